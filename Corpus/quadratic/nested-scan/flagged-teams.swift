// The members of each team, filtered out of all players.

enum Teams: GrowthCase {
  struct Player: Equatable { var name: String; var team: Int }

  static func flagged(_ players: [Player]) -> [Int: [Player]] {
    var teams: [Int: [Player]] = [:]
    for captain in players {
      teams[captain.team] = players.filter { $0.team == captain.team }  // expect: nested-scan "players"
    }
    return teams
  }

  static func fixed(_ players: [Player]) -> [Int: [Player]] { Dictionary(grouping: players, by: \.team) }

  static func data(_ size: Int) -> [Player] { (0..<size).map { Player(name: "name \($0)", team: $0) } }
}
