// A text that is made anew for each line.

enum Joined: GrowthCase {
  static func flagged(_ lines: [String]) -> String {
    var text = ""
    for line in lines {
      text = text + line + ";"  // expect: growing-copy-in-loop "text"
    }
    return text
  }

  static func fixed(_ lines: [String]) -> String { lines.map { $0 + ";" }.joined() }

  static func data(_ size: Int) -> [String] { (0..<size).map { "line \($0)" } }
}
