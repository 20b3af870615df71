// Which fixes of a run go together: decides what one pass applies. Whether the outcome is kept is decided in
// FixPasses.swift.

import Findings
import Syntax

/// The fix that is taken for a finding.
struct ChosenFix {
  /// Index of the finding.
  var finding: Int
  var edits: [TextEdit]
}

extension Finding {
  /// The first fix with edits that `level` allows.
  func fix(upTo level: FixSafety) -> Fix? {
    fixes.first { $0.isApplicable(at: level) }
  }
}

extension Fix {
  /// Whether there is something to apply, and it is no riskier than `level`.
  fileprivate func isApplicable(at level: FixSafety) -> Bool {
    guard !edits.isEmpty else { return false }
    switch safety {
    case .safe: return true
    case .unsafe: return level == .unsafe
    case .display: return false
    }
  }
}

/// Fixes in file order of which no two touch the same place: the first one wins, the others wait for the next pass.
/// Equal fixes of several findings are one change.
func chooseFixes(
  _ findings: [Finding], upTo level: FixSafety, mayTake: (Int, Fix) -> Bool
) -> [ChosenFix] {
  var wanted: [ChosenFix] = []
  for (index, finding) in findings.enumerated() {
    guard let fix = finding.fix(upTo: level), mayTake(index, fix) else { continue }
    wanted.append(ChosenFix(finding: index, edits: fix.edits))
  }
  wanted.sort { comesBefore($0.edits[0].location, $1.edits[0].location) }
  var taken: [String: [ByteRange]] = [:]
  var made: Set<[TextEdit]> = []
  var chosen: [ChosenFix] = []
  for fix in wanted {
    if made.contains(fix.edits) {
      chosen.append(ChosenFix(finding: fix.finding, edits: []))
      continue
    }
    let isFree = fix.edits.allSatisfy { edit in
      !(taken[edit.location.path] ?? []).contains { touches($0, edit.location.range) }
    }
    guard isFree else { continue }
    for edit in fix.edits { taken[edit.location.path, default: []].append(edit.location.range) }
    made.insert(fix.edits)
    chosen.append(fix)
  }
  return chosen
}

private func comesBefore(_ a: Location, _ b: Location) -> Bool {
  (a.path, a.range.start, a.range.end) < (b.path, b.range.start, b.range.end)
}

/// Two insertions at one place touch: their order would be a guess.
private func touches(_ a: ByteRange, _ b: ByteRange) -> Bool {
  a.start <= b.end && b.start <= a.end
}
