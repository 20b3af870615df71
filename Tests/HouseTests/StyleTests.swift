// What of Documentation/Style.md a test can see: sizes, opening comments, words that crash on input, and names.

import Testing

/// Longest file in lines.
private let longestFile = 600

private let sourceFiles =
  filePaths(below: "Sources", ending: ".swift").filter { $0 != "RuleCatalog/Generated.swift" }

@Suite struct StyleTests {
  @Test(arguments: sourceFiles)
  func file(path: String) {
    let lines = lines(of: "Sources/\(path)")
    #expect(lines.count <= longestFile + 1, "\(path) has \(lines.count) lines")
    #expect(lines.first?.hasPrefix("//") == true, "\(path) does not say what it decides")
    for (number, line) in lines.enumerated() {
      let code = withoutTexts(line)
      for word in ["try!", "as!", "fatalError(", "preconditionFailure(", "TODO", "FIXME"]
      where code.contains(word) || (word.allSatisfy(\.isUppercase) && line.contains(word)) {
        Issue.record("\(path):\(number + 1) has `\(word)`")
      }
    }
    let name = path.split(separator: "/").last ?? ""
    for word in ["Manager", "Helper", "Util"] where name.contains(word) {
      Issue.record("\(path) is named `\(word)`")
    }
  }

  /// The line without its comment and without the content of its string literals.
  private func withoutTexts(_ line: String) -> String {
    var result = ""
    var isText = false
    var previous: Character = " "
    for character in line {
      if character == "\"" && previous != "\\" { isText.toggle() }
      if !isText {
        if character == "/" && previous == "/" { break }
        result.append(character)
      }
      previous = character
    }
    return result
  }
}
