final class SessionStore {
  private var sessions: [Session] = []

  func session(of user: User) -> Session? {
    sessions.first { $0.userID == user.id }
  }

  func lazySession(of user: User) -> Session? {
    sessions.lazy.filter { $0.userID == user.id }.first
  }

  func active() -> [Session] {
    let active = sessions.filter(\.isActive)
    return active.isEmpty ? [] : active
  }

  func activeCount() -> Int {
    sessions.filter(\.isActive).count
  }

  func stored(_ db: any Database, id: UUID) async throws -> Session? {
    try await Session.query(on: db).filter(\.$id == id).first()
  }
}
