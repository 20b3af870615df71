// The line that a run ends with: a limit that was reached must show in it.

import Findings
import Testing

@testable import Reporting

@Test func tellsCallsThatALimitLeftOut() {
  var summary = RunSummary()
  #expect(!summaryLine(summary, findings: []).contains("not followed"))
  summary.callsNotFollowed = 1200
  #expect(summaryLine(summary, findings: []).hasSuffix("; 1,200 calls not followed because of limits"))
}
