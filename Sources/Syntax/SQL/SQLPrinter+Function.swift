// Calls, and the functions of PostgreSQL and MySQL that SQLite writes differently.

extension SQLPrinter {
  mutating func print(_ call: SQLFunctionCall) {
    if isSQLite, let other = rewritten(call) {
      print(other)
      return
    }
    if isSQLite && call.name.uppercased() == "INTERVAL" { reject("INTERVAL") }
    let name = isSQLite ? sqliteName(call) : call.name
    if isSQLite {
      functions.append(SQLFunctionUse(name.lowercased(), argumentCount: call.isStar ? 0 : call.arguments.count))
    }
    callName(name)
    text += "("
    if call.isDistinct { text += "DISTINCT " }
    if call.isStar { text += "*" }
    arguments(call)
    if !call.orderBy.isEmpty {
      if isSQLite {
        approximate("ORDER BY inside `\(call.name)`")
      } else {
        text += " "
        print(orderBy: call.orderBy)
      }
    }
    text += ")"
    if let filter = call.filter {
      text += " FILTER (WHERE "
      print(filter)
      text += ")"
    }
    switch call.over {
    case .named(let window):
      text += " OVER "
      self.name(window)
    case .window(let window):
      text += " OVER "
      print(window)
    case nil: break
    }
  }

  /// A plain call of a function.
  mutating func call(_ name: String, _ arguments: [SQLExpression]) {
    functions.append(SQLFunctionUse(name.lowercased(), argumentCount: arguments.count))
    callName(name)
    text += "("
    list(arguments)
    text += ")"
  }

  private mutating func callName(_ name: String) {
    let isPlain = name.utf8.allSatisfy {
      ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
    }
    let isCallable = isPlain && !name.isEmpty && !SQLPrinter.quotedCalls.contains(name.uppercased())
    if isCallable || !isSQLite { text += name } else { self.text += "\"" + name.filter { $0 != "\"" } + "\"" }
  }

  /// Words that SQLite does not read as the name of a function without quotes.
  private static let quotedCalls: Set<String> = [
    "ADD", "ALL", "ALTER", "AND", "AS", "CHECK", "CREATE", "DEFAULT", "DELETE", "DISTINCT", "DROP", "FROM", "GROUP",
    "INDEX", "INSERT", "IN", "INTO", "IS", "JOIN", "LIMIT", "NOT", "NOTHING", "ON", "OR", "ORDER", "PRIMARY", "SELECT",
    "SET", "TABLE", "THEN", "TO", "TRANSACTION", "UNION", "UNIQUE", "UPDATE", "USING", "VALUES", "WHEN", "WHERE",
    "LEFT",
    "RIGHT", "CASE", "EXISTS", "ISNULL", "NOTNULL", "NULL", "COLLATE", "CONSTRAINT", "FOREIGN", "REFERENCES", "ESCAPE",
    "ELSE", "BETWEEN", "HAVING", "RETURNING", "COMMIT", "AUTOINCREMENT", "DEFERRABLE",
  ]

  private mutating func arguments(_ call: SQLFunctionCall) {
    let separators = isSQLite ? [] : call.separators
    for (i, argument) in call.arguments.enumerated() {
      if i > 0 {
        let word = separators.indices.contains(i - 1) ? separators[i - 1] : nil
        text += word.map { " \($0) " } ?? ", "
      }
      let isRaise = i == 0 && call.name.uppercased() == "RAISE"
      if case .column(let column) = argument, isRaise {
        text += column.name.uppercased()
      } else if case .raw(let written) = argument, isSQLite, !written.isEmpty, written != "DEFAULT" {
        string(written)
      } else {
        print(argument)
      }
    }
  }

  /// The function that SQLite has under another name, called with the same arguments.
  private func sqliteName(_ call: SQLFunctionCall) -> String {
    let bare = call.name.split(separator: ".").last.map(String.init) ?? call.name
    return SQLPrinter.sameArguments[bare.lowercased()] ?? bare
  }

  private static let sameArguments: [String: String] = [
    "char_length": "length", "character_length": "length", "octet_length": "length", "lcase": "lower", "ucase": "upper",
    "substring": "substr", "mid": "substr", "nvl": "ifnull", "greatest": "max", "least": "min",
    "string_agg": "group_concat",
    "array_agg": "json_group_array", "json_agg": "json_group_array", "jsonb_agg": "json_group_array", "btrim": "trim",
    "ceiling": "ceil", "power": "pow", "rand": "random", "json_length": "json_array_length", "date_format": "strftime",
    "to_char": "strftime", "chr": "char", "if": "iif", "listagg": "group_concat",
  ]

  /// An expression that means the same in SQLite; nil where the call stays a call.
  func rewritten(_ call: SQLFunctionCall) -> SQLExpression? {
    guard isSQLite, call.over == nil, call.filter == nil else { return nil }
    let arguments = call.arguments
    let bare = call.name.split(separator: ".").last.map(String.init) ?? call.name
    switch (bare.lowercased(), arguments.count) {
    case ("now", 0), ("current_timestamp", 0), ("sysdate", 0), ("utc_timestamp", 0), ("getdate", 0), ("now", 1),
      ("clock_timestamp", 0), ("statement_timestamp", 0), ("transaction_timestamp", 0):
      return .literal(.current("CURRENT_TIMESTAMP"))
    case ("curdate", 0), ("current_date", 0), ("utc_date", 0): return .literal(.current("CURRENT_DATE"))
    case ("curtime", 0), ("current_time", 0), ("utc_time", 0): return .literal(.current("CURRENT_TIME"))
    case ("concat", 1...): return concatenation(arguments)
    case ("left", 2):
      return .function(SQLFunctionCall("substr", [arguments[0], .literal(.integer("1")), arguments[1]]))
    case ("right", 2): return .function(SQLFunctionCall("substr", [arguments[0], .unary(.minus, arguments[1])]))
    case ("mod", 2): return .arithmetic(arguments[0], [SQLOperation(.remainder, arguments[1])])
    case ("isnull", 1): return .isNull(arguments[0], isNegated: false)
    case ("position", 2) where call.separators == ["IN"], ("locate", 2):
      return .function(SQLFunctionCall("instr", [arguments[1], arguments[0]]))
    case ("strpos", 2): return .function(SQLFunctionCall("instr", arguments))
    case ("timezone", 2): return arguments[1]
    case ("extract", 2) where call.separators == ["FROM"]: return extract(arguments[0], arguments[1])
    case ("year", 1): return datePart("%Y", arguments[0])
    case ("month", 1): return datePart("%m", arguments[0])
    case ("day", 1), ("dayofmonth", 1): return datePart("%d", arguments[0])
    case ("hour", 1): return datePart("%H", arguments[0])
    case ("values", 1):
      guard isInUpsert, case .column(let column) = arguments[0] else { return nil }
      return .column(SQLColumnName(table: "excluded", column.name))
    case ("trim", 1...2) where !call.separators.isEmpty: return trim(call)
    default: return nil
    }
  }

  private func concatenation(_ arguments: [SQLExpression]) -> SQLExpression {
    guard arguments.count > 1 else { return arguments[0] }
    return .arithmetic(arguments[0], arguments.dropFirst().map { SQLOperation(.concatenate, $0) })
  }

  private func datePart(_ format: String, _ value: SQLExpression) -> SQLExpression {
    .cast(.function(SQLFunctionCall("strftime", [.literal(.string(format)), value])), type: "INTEGER")
  }

  private func extract(_ field: SQLExpression, _ value: SQLExpression) -> SQLExpression? {
    let name: String
    switch field {
    case .column(let column): name = column.name
    case .raw(let word), .literal(.string(let word)): name = word
    default: return nil
    }
    let formats = [
      "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "epoch": "%s",
      "dow": "%w",
      "doy": "%j", "week": "%W",
    ]
    return formats[name.lowercased()].map { datePart($0, value) }
  }

  private func trim(_ call: SQLFunctionCall) -> SQLExpression {
    let name = call.separators.first == "LEADING" ? "ltrim" : call.separators.first == "TRAILING" ? "rtrim" : "trim"
    let isSwapped = call.separators.contains("FROM") && call.arguments.count == 2
    return .function(SQLFunctionCall(name, isSwapped ? [call.arguments[1], call.arguments[0]] : call.arguments))
  }
}
