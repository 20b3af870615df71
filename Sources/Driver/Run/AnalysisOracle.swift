// Answers what pattern rules ask of values, from what the analysis saw of the expressions.

import Analysis
import Patterns

/// The expressions that the matches of all files ask about, each once.
func inquiries(of outcomes: [FileOutcome]) -> [Inquiry] {
  var known: Set<Inquiry> = []
  var inquiries: [Inquiry] = []
  for outcome in outcomes {
    for match in outcome.matches {
      for question in match.openQuestions {
        let inquiry = Inquiry(path: outcome.path, range: question.range, text: question.text)
        if known.insert(inquiry).inserted { inquiries.append(inquiry) }
      }
    }
  }
  return inquiries
}

/// Says yes or no only if everything that was seen of an expression says the same.
struct AnalysisOracle: ValueOracle {
  var answers: [Inquiry: ExpressionFacts]

  func answer(_ question: OpenQuestion, in path: String) -> Bool? {
    guard let facts = answers[Inquiry(path: path, range: question.range, text: question.text)] else { return nil }
    switch question.question {
    case .type(let wanted):
      return AnalysisOracle.agree(facts.types.map { type in wanted.contains { $0.covers(type) } })
    case .notType(let unwanted):
      return AnalysisOracle.agree(facts.types.map { type in !unwanted.contains { $0.covers(type) } })
    case .growth(let wanted):
      return AnalysisOracle.agree(
        facts.growths.map { growth in
          switch growth {
          // What is written out is bounded too.
          case .constant: return wanted.contains(.constant) || wanted.contains(.bounded)
          case .bounded: return wanted.contains(.bounded)
          case .inputSized: return wanted.contains(.inputSized)
          }
        })
    case .loopInvariant(let wanted): return AnalysisOracle.agree(facts.isInvariant.map { $0 == wanted })
    case .performsQuery(let wanted):
      if facts.performsQuery { return wanted }
      // An expression of which nothing is known may do anything.
      return facts.types.isEmpty ? nil : !wanted
    }
  }

  /// What all observations say; nil when there are none or they differ.
  private static func agree(_ observations: [Bool]) -> Bool? {
    guard let first = observations.first, observations.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

extension ValueType {
  /// Whether a value of the type that the analysis saw has this one.
  fileprivate func covers(_ type: ExpressionType) -> Bool {
    switch (self, type) {
    case (.list, .list), (.tuple, .tuple), (.set, .set), (.dictionary, .dictionary), (.deque, .deque),
      (.range, .range), (.string, .string), (.bytes, .bytes), (.number, .number), (.iterator, .iterator),
      (.query, .query), (.query, .relation), (.rows, .rows), (.rows, .query), (.rows, .relation),
      (.entity, .entity), (.relation, .relation), (.connection, .connection), (.cursor, .connection),
      (.function, .function), (.class, .class):
      return true
    default: return false
    }
  }
}
