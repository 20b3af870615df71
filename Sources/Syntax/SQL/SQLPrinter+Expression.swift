// Expressions, with parentheses where SQLite's operator levels need them.

/// How tightly a printed expression binds.
private enum Level {
  static let or = 1
  static let and = 2
  static let not = 3
  static let equality = 4
  static let comparison = 5
  static let bitwise = 6
  static let additive = 7
  static let multiplicative = 8
  static let concatenation = 9
  static let collation = 10
  static let sign = 11
  static let operand = 12
}

extension SQLPrinter {
  mutating func print(_ expression: SQLExpression) { print(expression, Level.or) }

  mutating func list(_ expressions: [SQLExpression]) {
    for (i, expression) in expressions.enumerated() {
      if i > 0 { text += ", " }
      print(expression)
    }
  }

  /// Prints in parentheses if the expression binds less tightly than `minimum`.
  mutating func print(_ expression: SQLExpression, _ minimum: Int) {
    let needsParentheses = level(expression) < minimum
    if needsParentheses { text += "(" }
    printBare(expression)
    if needsParentheses { text += ")" }
  }

  private func level(_ expression: SQLExpression) -> Int {
    switch expression {
    case .logical(let operation, _): return operation == .or ? Level.or : Level.and
    case .unary(.not, _): return Level.not
    case .unary: return Level.sign
    case .binary(let operation, _, _):
      switch operation {
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return Level.comparison
      case .equal, .notEqual, .identical, .notIdentical: return Level.equality
      case .other: return isSQLite ? Level.operand : Level.not
      }
    case .between, .inList, .inSubquery, .inTable, .like, .isNull: return Level.equality
    case .quantified: return Level.equality
    case .arithmetic(_, let operations): return level(operations.first?.operator ?? .add)
    case .collate: return Level.collation
    case .literal(.integer(let digits)), .literal(.float(let digits)):
      return digits.hasPrefix("-") ? Level.sign : Level.operand
    case .function(let call): return rewritten(call) == nil ? Level.operand : Level.or
    case .column, .literal, .placeholder, .hole, .star, .exists, .subquery, .conditional, .cast, .row, .array, .element,
      .raw:
      return Level.operand
    }
  }

  private func level(_ operation: SQLArithmeticOperator) -> Int {
    switch operation {
    case .bitwiseAnd, .bitwiseOr, .shiftLeft, .shiftRight: return Level.bitwise
    case .add, .subtract: return Level.additive
    case .multiply, .divide, .remainder, .other: return Level.multiplicative
    case .concatenate, .jsonValue, .jsonText: return Level.concatenation
    }
  }

  private mutating func printBare(_ expression: SQLExpression) {
    switch expression {
    case .column(let column): print(column)
    case .literal(let literal): print(literal)
    case .placeholder(let written), .hole(let written): text += isSQLite ? "?" : written
    case .star(let table):
      if let table {
        name(table)
        text += "."
      }
      text += "*"
    case .function(let call): print(call)
    case .logical(let operation, let operands):
      let inner = operation == .or ? Level.and : Level.not
      for (i, operand) in operands.enumerated() {
        if i > 0 { text += " \(operation.rawValue) " }
        print(operand, inner)
      }
    case .binary(let operation, let left, let right): binary(operation, left, right)
    case .arithmetic(let first, let operations): arithmetic(first, operations)
    case .unary(let operation, let operand):
      text += operation == .not ? "NOT " : operation.rawValue
      print(operand, operation == .not ? Level.not : Level.operand)
    case .between(let value, let low, let high, let isNegated):
      print(value, Level.comparison)
      text += isNegated ? " NOT BETWEEN " : " BETWEEN "
      print(low, Level.comparison)
      text += " AND "
      print(high, Level.comparison)
    case .inList(let value, let members, let isNegated):
      print(value, Level.comparison)
      text += isNegated ? " NOT IN (" : " IN ("
      list(members)
      text += ")"
    case .inSubquery(let value, let select, let isNegated):
      print(value, Level.comparison)
      text += isNegated ? " NOT IN (" : " IN ("
      print(select)
      text += ")"
    case .inTable(let value, let table, let isNegated):
      print(value, Level.comparison)
      text += isNegated ? " NOT IN " : " IN "
      name(table)
    case .like(let like): print(like)
    case .isNull(let value, let isNegated):
      print(value, Level.comparison)
      text += isNegated ? " IS NOT NULL" : " IS NULL"
    case .exists(let select):
      text += "EXISTS ("
      print(select)
      text += ")"
    case .subquery(let select):
      text += "("
      print(select)
      text += ")"
    case .conditional(let operand, let branches, let otherwise): conditional(operand, branches, otherwise)
    case .cast(let value, let type):
      text += "CAST("
      print(value)
      text += " AS \(isSQLite ? castType(type) : type))"
    case .collate(let value, let collation):
      guard let known = collationName(collation) else {
        print(value, Level.collation)
        return
      }
      print(value, Level.collation)
      text += " COLLATE "
      name(known)
    case .row(let members):
      text += dialect == .postgresql ? "ROW(" : "("
      if members.isEmpty && isSQLite {
        reject("empty row")
        text += "NULL"
      }
      list(members)
      text += ")"
    case .array(let members):
      reject("ARRAY")
      text += "\"array\"("
      list(members)
      text += ")"
    case .element(let value, let index):
      reject("element of an array")
      call("element", [value, .literal(.string(index))])
    case .quantified(let operation, let value, let isAll, let right):
      reject(isAll ? "comparison with ALL" : "comparison with ANY")
      binary(operation, value, right)
    case .raw(let written):
      if isSQLite && written == "DEFAULT" {
        text += "NULL"
        return
      }
      reject("`\(written.prefix(40))`")
      text += written
    }
  }

  mutating func print(_ column: SQLColumnName) {
    if let table = column.table {
      // A table that the program names cannot be told apart: the column stands alone.
      if !(isSQLite && table.utf8.contains(UInt8(ascii: "{"))) {
        name(table)
        text += "."
      }
    }
    if column.isDoubleQuoted && column.table == nil && dialect != .mysql {
      // SQLite reads it as a string where there is no such column.
      text +=
        "\"" + column.name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      return
    }
    if isSQLite && column.table == nil && column.name.utf8.contains(UInt8(ascii: "{")) {
      text += "?"
      return
    }
    name(column.name)
  }

  mutating func print(_ literal: SQLLiteral) {
    switch literal {
    case .null: text += "NULL"
    case .boolean(let value): text += value ? "TRUE" : "FALSE"
    case .integer(let digits), .float(let digits):
      text += digits.utf8.contains(UInt8(ascii: "_")) ? digits.filter { $0 != "_" } : digits
    case .string(let content): string(content)
    case .blob(let digits): text += "X'\(digits)'"
    case .current(let word):
      guard isSQLite else {
        text += word
        return
      }
      text += word == "LOCALTIMESTAMP" ? "CURRENT_TIMESTAMP" : word == "LOCALTIME" ? "CURRENT_TIME" : word
    case .typed(let type, let content):
      if !isSQLite {
        text += type + " "
      } else if type.hasPrefix("INTERVAL") {
        reject("INTERVAL")
      }
      string(content)
    }
  }

  mutating func string(_ content: String) {
    text += "'"
    if content.utf8.contains(UInt8(ascii: "'")) {
      text += content.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    } else {
      text += content
    }
    text += "'"
  }

  // MARK: Operators

  private mutating func binary(_ operation: SQLBinaryOperator, _ left: SQLExpression, _ right: SQLExpression) {
    let word: String
    var inner = Level.comparison
    switch operation {
    case .equal: word = "="
    case .notEqual: word = "<>"
    case .identical: word = dialect == .mysql ? "<=>" : isSQLite ? "IS" : "IS NOT DISTINCT FROM"
    case .notIdentical: word = isSQLite ? "IS NOT" : "IS DISTINCT FROM"
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      word = operation == .less ? "<" : operation == .lessOrEqual ? "<=" : operation == .greater ? ">" : ">="
      inner = Level.bitwise
    case .other(let written):
      if isSQLite {
        customOperator(written, left, right)
        return
      }
      word = written
    }
    // The left operand of a chain `a = b = c` may be of the same level.
    print(left, inner == Level.bitwise ? Level.comparison : Level.equality)
    text += " \(word) "
    print(right, inner)
  }

  /// An operator that SQLite does not have becomes a call of that name: no index can serve it, and none is used.
  private mutating func customOperator(_ written: String, _ left: SQLExpression, _ right: SQLExpression) {
    switch written {
    case "~", "~*", "!~", "!~*":
      if written.hasPrefix("!") { text += "NOT " }
      call("regexp", [right, left])
    default:
      reject("operator `\(written)`")
      call(written, [left, right])
    }
  }

  private mutating func arithmetic(_ first: SQLExpression, _ operations: [SQLOperation]) {
    let own = level(operations.first?.operator ?? .add)
    print(first, own)
    for step in operations {
      text += " \(word(step.operator)) "
      print(step.operand, own + 1)
    }
  }

  private mutating func word(_ operation: SQLArithmeticOperator) -> String {
    switch operation {
    case .add: return "+"
    case .subtract: return "-"
    case .multiply: return "*"
    case .divide: return "/"
    case .remainder: return "%"
    case .concatenate: return "||"
    case .bitwiseAnd: return "&"
    case .bitwiseOr: return "|"
    case .shiftLeft: return "<<"
    case .shiftRight: return ">>"
    case .jsonValue: return "->"
    case .jsonText: return "->>"
    case .other(let written):
      if isSQLite && written != "DIV" { reject("operator `\(written)`") }
      return isSQLite ? "/" : written
    }
  }

  private mutating func print(_ like: SQLLike) {
    print(like.value, Level.equality)
    if like.isNegated { text += " NOT" }
    switch like.kind {
    case .like, .glob, .match: text += " \(like.kind.rawValue) "
    case .regexp:
      if isSQLite { functions.append(SQLFunctionUse("regexp", argumentCount: 2)) }
      text += dialect == .postgresql ? " ~ " : " REGEXP "
    case .ilike: text += isSQLite || dialect == .mysql ? " LIKE " : " ILIKE "
    case .similar:
      if isSQLite { reject("SIMILAR TO") }
      text += isSQLite ? " LIKE " : " SIMILAR TO "
    }
    print(like.pattern, Level.comparison)
    if let escape = like.escape {
      text += " ESCAPE "
      print(escape, Level.comparison)
    }
  }

  private mutating func conditional(
    _ operand: SQLExpression?, _ branches: [SQLBranch], _ otherwise: SQLExpression?
  ) {
    text += "CASE"
    if let operand {
      text += " "
      print(operand)
    }
    for branch in branches {
      text += " WHEN "
      print(branch.condition)
      text += " THEN "
      print(branch.result)
    }
    if let otherwise {
      text += " ELSE "
      print(otherwise)
    }
    text += " END"
  }

  /// SQLite's name for a collation, or nil where it has none and the default is near enough.
  mutating func collationName(_ collation: String) -> String? {
    guard isSQLite else { return collation }
    let upper = collation.uppercased()
    if upper == "BINARY" || upper == "NOCASE" || upper == "RTRIM" { return collation }
    if upper.hasSuffix("_CI") { return "NOCASE" }
    if upper.hasSuffix("_BIN") || upper == "C" || upper == "POSIX" { return "BINARY" }
    approximate("collation `\(collation)`")
    return nil
  }
}
