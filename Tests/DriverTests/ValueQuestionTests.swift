// What `where` asks of values, answered by the analysis: small programs in, the lines that a rule reports out.

import Findings
import Foundation
import Testing

@testable import Driver

private let program = """
  from django.db import models


  class Order(models.Model):
      name = models.TextField()


  def load(pk):
      return Order.objects.get(pk=pk)


  def report(items: list, words: set, unknown):
      probe(items)
      probe(words)
      probe(unknown)
      probe([1, 2, 3])
      small = (1, 2)
      probe(small)
      probe(load(3))
      probe(Order.objects.all())
      for item in items:
          probe(item)
          probe(items)
          probe(load(item))
          run(lambda: probe(items))

  """

private func captures(where constraint: String) throws -> [String] {
  let rule = """
    id: asks
    kind: local
    severity: warning
    confidence: high
    languages: [python]
    summary: Asks.
    message: "$X"
    pattern: probe($X)
    where:
      - capture: $X
    \(constraint.split(separator: ",").map { "    " + $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: ";", with: ",") }.joined(separator: "\n"))
    """
  let project = try ScratchProject(["program.py": program, "rule.yml": rule])
  var request = project.request()
  request.configuration.rulePaths = [project.path + "/rule.yml"]
  request.configuration.confidence = .low
  return try scan(request).findings.filter { $0.rule == "asks" }.map { "\($0.message) \($0.confidence)" }
}

@Suite struct ValueQuestionTests {
  @Test func types() throws {
    #expect(
      try captures(where: "type: [list; tuple]") == [
        "items high", "[1, 2, 3] high", "small high", "items high", "items high",
      ])
    #expect(try captures(where: "type: set") == ["words high"])
    #expect(try captures(where: "type: query") == ["Order.objects.all() high"])
    #expect(try captures(where: "type: entity") == ["load(3) high", "load(item) high"])
    #expect(
      try captures(where: "not-type: [list; tuple; query]") == ["words high", "load(3) high", "load(item) high"])
  }

  @Test func growth() throws {
    #expect(try captures(where: "growth: constant") == ["[1, 2, 3] high"])
    #expect(try captures(where: "growth: bounded") == ["[1, 2, 3] high", "small high"])
    #expect(
      try captures(where: "growth: input-sized") == [
        "items high", "words high", "Order.objects.all() high", "items high", "items high",
      ])
  }

  @Test func loops() throws {
    #expect(try captures(where: "invariant: true") == ["items high", "items high"])
    #expect(try captures(where: "invariant: false").contains("load(item) high"))
  }

  @Test func queries() throws {
    #expect(try captures(where: "query: true") == ["load(3) high", "load(item) high"])
  }

  @Test func unknownIsDroppedOrKept() throws {
    #expect(try captures(where: "type: set, unknown: keep") == ["words high", "unknown low", "item low"])
  }
}
