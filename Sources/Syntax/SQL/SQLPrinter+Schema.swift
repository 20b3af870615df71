// CREATE TABLE, CREATE INDEX and ALTER TABLE. A table printed for SQLite serves to ask its planner: keys, types and
// references matter; defaults and checks are printed where they are plain, and are left out otherwise.

extension SQLPrinter {
  mutating func print(_ create: SQLCreateTable) {
    if let module = create.module {
      text += "CREATE VIRTUAL TABLE " + (create.ifNotExists ? "IF NOT EXISTS " : "")
      name(create.table)
      text += " USING "
      name(module.name)
      text += "(" + module.arguments + ")"
      return
    }
    if let like = create.likeTable, isSQLite { reject("columns of `\(like.name)`") }
    text += create.isTemporary ? "CREATE TEMP TABLE " : "CREATE TABLE "
    if create.ifNotExists { text += "IF NOT EXISTS " }
    name(create.table)
    if let select = create.select {
      text += " AS "
      print(select)
      return
    }
    let rowKey = isSQLite ? rowKeyColumn(create) : nil
    text += " ("
    var gap = ""
    for column in create.columns {
      text += gap
      print(column, isRowKey: rowKey == column.name)
      gap = ", "
    }
    for constraint in create.constraints {
      if isSQLite && rowKey != nil, case .primaryKey = constraint.kind { continue }
      let before = text
      text += gap
      if print(constraint, in: create.table) { gap = ", " } else { text = before }
    }
    if create.columns.isEmpty { reject("table without columns") }
    text += ")"
    var options: [String] = []
    if create.withoutRowID { options.append("WITHOUT ROWID") }
    if create.isStrict { options.append("STRICT") }
    if isSQLite && !options.isEmpty { text += " " + options.joined(separator: ", ") }
    for index in create.indexes where !index.isSpecial { addIndex(index, to: create.table, isUnique: false) }
    for index in create.indexes where index.isSpecial { approximate("special index `\(index.name ?? "")`") }
  }

  /// The column that SQLite must declare `INTEGER PRIMARY KEY`: a number that counts up and is the whole key.
  private func rowKeyColumn(_ create: SQLCreateTable) -> String? {
    for column in create.columns {
      let lower = column.type.lowercased()
      var counts = lower.hasSuffix("serial") || lower.hasSuffix("serial4") || lower.hasSuffix("serial8")
      var isKey = false
      for constraint in column.constraints {
        switch constraint {
        case .autoincrement: counts = true
        case .primaryKey(_, let isAutoincrement):
          isKey = true
          counts = counts || isAutoincrement
        default: break
        }
      }
      guard counts else { continue }
      for constraint in create.constraints {
        if case .primaryKey(let keys, _) = constraint.kind { isKey = keys.map(\.columnName) == [column.name] }
      }
      if isKey { return column.name }
    }
    for constraint in create.constraints {
      if case .primaryKey(let keys, isAutoincrement: true) = constraint.kind, keys.count == 1 {
        return keys[0].columnName
      }
    }
    return nil
  }

  private mutating func print(_ column: SQLColumnDefinition, isRowKey: Bool) {
    name(column.name)
    let type = isRowKey ? "INTEGER" : isSQLite ? columnType(column.type) : column.type
    if !type.isEmpty { text += " " + type }
    if isRowKey { text += " PRIMARY KEY" }
    for constraint in column.constraints { print(constraint, isRowKey) }
  }

  private mutating func print(_ constraint: SQLColumnConstraint, _ isRowKey: Bool) {
    switch constraint {
    case .primaryKey(let isDescending, _):
      guard !isRowKey else { return }
      text += isDescending ? " PRIMARY KEY DESC" : " PRIMARY KEY"
    case .autoincrement: text += dialect == .mysql ? " AUTO_INCREMENT" : ""
    case .notNull: text += " NOT NULL"
    case .unique: text += " UNIQUE"
    case .default(let value):
      guard let printed = plain(value) else { return }
      text += " DEFAULT " + (isSimple(value) ? printed : "(\(printed))")
    case .references(let reference): print(reference)
    case .check(let condition):
      if let printed = plain(condition) { text += " CHECK (\(printed))" }
    case .collate(let collation):
      guard let known = collationName(collation) else { return }
      text += " COLLATE "
      name(known)
    case .generated(let value, let isStored):
      text += " GENERATED ALWAYS AS ("
      print(value)
      text += isStored ? ") STORED" : ") VIRTUAL"
    }
  }

  /// The expression as text if it calls nothing and says nothing that this dialect lacks.
  private func plain(_ expression: SQLExpression) -> String? {
    var printer = SQLPrinter(dialect: dialect)
    printer.print(expression)
    guard isSQLite else { return printer.text }
    return printer.functions.isEmpty && printer.untranslated.isEmpty && !printer.text.contains("?") ? printer.text : nil
  }

  private func isSimple(_ value: SQLExpression) -> Bool {
    switch value {
    case .literal: return true
    case .unary(.minus, .literal), .unary(.plus, .literal): return true
    default: return false
    }
  }

  private mutating func print(_ reference: SQLReference) {
    text += " REFERENCES "
    name(reference.table)
    if !reference.columns.isEmpty {
      text += "("
      names(reference.columns)
      text += ")"
    }
    if let action = reference.onDelete { text += " ON DELETE " + action.rawValue }
    if let action = reference.onUpdate { text += " ON UPDATE " + action.rawValue }
    if reference.isDeferred { text += " DEFERRABLE INITIALLY DEFERRED" }
  }

  /// False where nothing is printed.
  private mutating func print(_ constraint: SQLTableConstraint, in table: SQLTableName) -> Bool {
    switch constraint.kind {
    case .primaryKey(let columns, let isAutoincrement):
      if columns.isEmpty { return false }
      label(constraint)
      text += "PRIMARY KEY ("
      print(columns)
      text += isAutoincrement && isSQLite ? " AUTOINCREMENT)" : ")"
    case .unique(let columns):
      if columns.isEmpty { return false }
      if isSQLite && columns.contains(where: { $0.columnName == nil }) {
        addIndex(SQLInlineIndex(name: constraint.name, columns: columns), to: table, isUnique: true)
        return false
      }
      label(constraint)
      text += "UNIQUE ("
      print(columns)
      text += ")"
    case .foreignKey(let columns, let reference):
      label(constraint)
      text += "FOREIGN KEY ("
      names(columns)
      text += ")"
      print(reference)
    case .check(let condition):
      guard let printed = plain(condition) else { return false }
      label(constraint)
      text += "CHECK (\(printed))"
    case .other(let written):
      if isSQLite { approximate("constraint `\(written.prefix(40))`") } else { text += written }
      return !isSQLite
    }
    return true
  }

  private mutating func label(_ constraint: SQLTableConstraint) {
    guard let constraintName = constraint.name else { return }
    text += "CONSTRAINT "
    name(constraintName)
    text += " "
  }

  // MARK: Types

  /// A column type that SQLite reads, with the affinity that the original's values want.
  private func columnType(_ type: String) -> String {
    let lower = type.lowercased()
    if lower.hasPrefix("enum") || lower.hasPrefix("set(") || lower.hasPrefix("set ") { return "TEXT" }
    if lower.hasSuffix("serial") { return "INTEGER" }
    if lower == "bytea" { return "BLOB" }
    if lower == "bool" || lower == "boolean" { return type }
    return plainType(type)
  }

  func castType(_ type: String) -> String {
    let lower = type.lowercased()
    if lower.hasPrefix("unsigned") || lower.hasPrefix("signed") { return "INTEGER" }
    return columnType(type)
  }

  /// The words of a type and its first numbers; array brackets, `%TYPE` and strings fall away.
  private func plainType(_ type: String) -> String {
    var words: [String] = []
    var arguments = ""
    var word = ""
    var depth = 0
    for character in type {
      if character == "(" {
        depth += 1
        if depth == 1 && arguments.isEmpty { arguments = "(" }
      } else if character == ")" {
        depth -= 1
        if depth == 0 && arguments.hasPrefix("(") && !arguments.hasSuffix(")") { arguments += ")" }
      } else if depth > 0 {
        if !arguments.hasSuffix(")") { arguments.append(character) }
      } else if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        if character == "." { word = "" }
        if !word.isEmpty { words.append(word) }
        word = ""
        if character == "[" || character == "%" { break }
      }
    }
    if !word.isEmpty { words.append(word) }
    if !isNumbers(arguments) { arguments = "" }
    let text = words.map { quotedSQLName($0, dialect: dialect) }.joined(separator: " ")
    return text.isEmpty ? text : text + arguments
  }

  private func isNumbers(_ arguments: String) -> Bool {
    let inner = arguments.dropFirst().dropLast()
    let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return false }
    return parts.allSatisfy { part in
      let trimmed = part.filter { $0 != " " }
      return !trimmed.isEmpty
        && trimmed.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "+" || $0 == ".") }
    }
  }

  // MARK: Indexes

  mutating func print(_ columns: [SQLIndexedColumn]) {
    for (i, column) in columns.enumerated() {
      if i > 0 { text += ", " }
      if case .column(let plain) = column.expression {
        name(plain.name)
      } else if isSQLite {
        print(column.expression)
      } else {
        text += "("
        print(column.expression)
        text += ")"
      }
      if let prefix = column.prefixLength, dialect == .mysql { text += "(\(prefix))" }
      if let collation = column.collation, let known = collationName(collation) {
        text += " COLLATE "
        name(known)
      }
      if let operatorClass = column.operatorClass, dialect == .postgresql { text += " " + operatorClass }
      if column.isDescending { text += " DESC" }
      if let nullsFirst = column.nullsFirst, dialect == .postgresql {
        text += nullsFirst ? " NULLS FIRST" : " NULLS LAST"
      }
    }
  }

  mutating func print(_ create: SQLCreateIndex) {
    if let method = create.method, isSQLite, method != "btree" && method != "hash" {
      reject("index method `\(method)`")
    }
    if create.columns.isEmpty { reject("index without columns") }
    text += create.isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
    if create.isConcurrent && dialect == .postgresql { text += "CONCURRENTLY " }
    if create.ifNotExists && dialect != .mysql { text += "IF NOT EXISTS " }
    name(create.name ?? defaultIndexName(create.table.name, create.columns))
    text += " ON "
    name(create.table)
    if let method = create.method, dialect == .postgresql { text += " USING \(method)" }
    text += isSQLite ? "(" : " ("
    print(create.columns)
    text += ")"
    if !create.include.isEmpty {
      if dialect == .postgresql {
        text += " INCLUDE ("
        names(create.include)
        text += ")"
      } else {
        approximate("INCLUDE")
      }
    }
    if let condition = create.where, dialect != .mysql {
      text += " WHERE "
      print(condition)
    }
  }

  private func defaultIndexName(_ table: String, _ columns: [SQLIndexedColumn]) -> String {
    (["idx", table] + columns.map { $0.columnName ?? "expression" }).joined(separator: "_")
  }

  /// An index line becomes a statement of its own. SQLite's names are unique in a database, MySQL's in a table.
  private mutating func addIndex(_ index: SQLInlineIndex, to table: SQLTableName, isUnique: Bool) {
    var printer = SQLPrinter(dialect: dialect)
    let name = index.name.map { "\(table.name)_\($0)" } ?? defaultIndexName(table.name, index.columns)
    printer.print(SQLCreateIndex(name: name, table: table, columns: index.columns, isUnique: isUnique))
    additional.append(printer.text)
    for reason in printer.untranslated { reject(reason) }
    for reason in printer.approximations { approximate(reason) }
    functions += printer.functions
  }

  // MARK: ALTER TABLE

  mutating func print(_ alter: SQLAlterTable) {
    for action in alter.actions {
      var printer = SQLPrinter(dialect: dialect)
      printer.print(action, of: alter.table)
      for reason in printer.untranslated { reject(reason) }
      for reason in printer.approximations { approximate(reason) }
      functions += printer.functions
      let statements = (printer.text.isEmpty ? [] : [printer.text]) + printer.additional
      for statement in statements {
        if text.isEmpty { text = statement } else { additional.append(statement) }
      }
    }
  }

  private mutating func print(_ action: SQLAlterAction, of table: SQLTableName) {
    func head(_ printer: inout SQLPrinter) {
      printer.text += "ALTER TABLE "
      printer.name(table)
    }
    switch action {
    case .addColumn(let column, _):
      head(&self)
      text += " ADD COLUMN "
      print(column, isRowKey: false)
    case .dropColumn(let column):
      head(&self)
      text += " DROP COLUMN "
      name(column)
    case .renameColumn(let old, let new):
      head(&self)
      text += " RENAME COLUMN "
      name(old)
      text += " TO "
      name(new)
    case .renameTable(let new):
      head(&self)
      text += " RENAME TO "
      name(new.name)
    case .addConstraint(let constraint):
      switch constraint.kind {
      case .primaryKey(let columns, _), .unique(let columns):
        addIndex(SQLInlineIndex(name: constraint.name, columns: columns), to: table, isUnique: true)
      case .foreignKey, .check, .other: approximate("added constraint `\(constraint.name ?? "")`")
      }
    case .addIndex(let index):
      if index.isSpecial { approximate("special index") } else { addIndex(index, to: table, isUnique: false) }
    case .dropIndex(let index):
      text += "DROP INDEX "
      name(index)
    case .setNotNull, .setDefault, .setType, .dropConstraint: approximate("change of a column or constraint")
    case .changeColumn(let old, let column):
      if old == column.name {
        approximate("change of a column")
      } else {
        print(.renameColumn(from: old, to: column.name), of: table)
      }
    case .dropPrimaryKey: reject("DROP PRIMARY KEY")
    case .renameIndex: reject("RENAME INDEX")
    case .other(let words): approximate("`ALTER TABLE … \(words)`")
    }
  }
}
