final class SessionStore {
  private var sessions: [Session] = []

  func session(of user: User) -> Session? {
    sessions.filter { $0.userID == user.id }.first  // expect: filter-to-test "`sessions`"
  }

  func open(for user: User) {
    if sessions.filter({ $0.userID == user.id }).isEmpty {  // expect: filter-to-test
      sessions.append(Session(userID: user.id))
    }
  }

  func hasExpired(at date: Date) -> Bool {
    sessions.filter { $0.end < date }.count > 0  // expect: filter-to-test
  }

  func isIdle() -> Bool {
    self.sessions.filter(\.isActive).count == 0  // expect: filter-to-test
  }
}
