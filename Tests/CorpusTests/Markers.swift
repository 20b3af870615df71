// Expectations in the comments of corpus files: `expect: rule ["part of the message"]`, `doubted: rule` for what is told on
// request only and `missed: rule (reason)`, or in a file of their own.

import Foundation

/// What a comment says about the findings of its line.
struct Marker: Hashable {
  enum Sort: Hashable {
    /// There is a finding, whose message contains the part.
    case expect(part: String?)
    /// There is one of low confidence, which a run without configuration does not report.
    case doubted
    /// There should be one, and today there is none.
    case missed
  }

  /// Relative to the scanned folder.
  var path: String
  var line: Int
  var rule: String
  var sort: Sort
}

/// The markers of one file.
func markers(in text: String, path: String) -> [Marker] {
  var markers: [Marker] = []
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    for match in line.matches(of: /(?:#|\/\/|--|<!--)\s*(expect|doubted|missed):([^#]*)/) {
      for part in markerParts(String(match.output.2)) {
        let sort: Marker.Sort
        switch match.output.1 {
        case "expect": sort = .expect(part: part.quoted)
        case "doubted": sort = .doubted
        default: sort = .missed
        }
        markers.append(Marker(path: path, line: index + 1, rule: part.rule, sort: sort))
      }
    }
  }
  return markers
}

/// The markers of a file of expectations, for projects that are shown as they are: lines `path:line: rule "part"`.
func expectations(in text: String) -> [Marker] {
  text.split(separator: "\n").flatMap { line -> [Marker] in
    guard let match = line.prefixMatch(of: /([^:#]+):(\d+): (.*)/), let number = Int(match.output.2) else { return [] }
    return markerParts(String(match.output.3)).map { part in
      Marker(path: String(match.output.1), line: number, rule: part.rule, sort: .expect(part: part.quoted))
    }
  }
}

/// `rule "part", other-rule` as rules with the quoted parts; what follows the last one is a reason.
private func markerParts(_ text: String) -> [(rule: String, quoted: String?)] {
  var parts: [(rule: String, quoted: String?)] = []
  var rest = text[...]
  while let match = rest.prefixMatch(of: /\s*([a-z][a-z-]*[a-z])(?:\s+"([^"]*)")?\s*(,?)/) {
    parts.append((String(match.output.1), match.output.2.map(String.init)))
    rest = rest[match.range.upperBound...]
    if match.output.3.isEmpty { break }
  }
  return parts
}
