// What the interpreter notes of queries and calls beside their effects.

import Facts
import Syntax

/// A query that some place runs, by model and criteria.
struct QueryUse {
  var model: Int32
  var criteria: [Criterion]
  var isLimited: Bool
  var place: Place
  var loopDepth: Int
}

struct CallArgument {
  var cell: Cell
  var label: Symbol
}

extension [CallArgument] {
  /// Depth of the innermost loop that any of them varies with.
  var variance: UInt8 {
    var result: UInt8 = 0
    for argument in self { result = Swift.max(result, argument.cell.variance) }
    return result
  }
}
