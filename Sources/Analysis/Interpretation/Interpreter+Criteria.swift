// What the conditions and orders of ORM calls say about columns: keyword look-ups, compared column attributes, orders.
// Each becomes a Criterion of the query; what SQL they make is decided by ModelStatementBuilder.

import Facts
import Syntax

extension Criterion.Relation {
  /// The condition as the ending of a look-up path, or nil for what is no condition that an index serves.
  var lookup: String? {
    switch self {
    case .equal: return ""
    case .member: return "__in"
    case .range: return "__gt"
    case .isNull: return "__isnull"
    case .contains, .prefix, .caseInsensitive, .orderAscending, .orderDescending, .limit, .unknown: return nil
    }
  }

  /// What stands before the path of an order.
  var sign: String? {
    switch self {
    case .orderAscending: return ""
    case .orderDescending: return "-"
    case .equal, .member, .range, .isNull, .contains, .prefix, .caseInsensitive, .limit, .unknown: return nil
    }
  }
}

extension Criterion {
  /// A condition that says nothing about columns: what else is known of the query is not all of it.
  static let unknown = Criterion(path: .none, relation: .unknown)
  /// A condition that leaves rows out and finds none.
  static let excluded = Criterion(path: .none, relation: .contains)
  /// Only the first rows are wanted, be they few or some more.
  static let limited = Criterion(path: .none, relation: .limit)
}

extension Interpreter {
  // MARK: Django

  /// Keyword look-ups, of calls that keep what matches.
  func djangoCriteria(_ given: [CallArgument], _ operation: Operation, _ frame: Frame) -> [Criterion] {
    guard !knowledge.excluding.contains(operation.name) else { return [Criterion.excluded] }
    let written = project.files[frame.file].arguments(of: operation)
    return given.compactMap { argument in
      guard !argument.label.isNone, argument.label != words.star, argument.label != words.doubleStar else {
        // `get_object_or_404(Model, …)` names the model first.
        return values[argument.cell.value].kind == .type || values[argument.cell.value].kind == .query ? nil : .unknown
      }
      let path = project.utf8(argument.label)
      guard !path.elementsEqual("defaults".utf8) else { return nil }
      let value = written.first { $0.label == argument.label }?.value
      if path.suffix(8).elementsEqual("__isnull".utf8) {
        guard value == Operand(.yes) else { return nil }
      } else if argument.cell.value == ValueTable.none {
        return Criterion(path: argument.label, relation: .isNull)
      } else if value == Operand(.text) {
        // An empty text stands for none: how many rows have none is not known.
        return nil
      }
      return Criterion(path: argument.label, relation: .equal)
    }
  }

  /// `filter(pk__in=keys)` in a loop over lists of keys: the batch itself.
  func asksForBatch(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    guard frame.loopDepth > 0 else { return false }
    return facts.arguments(of: operation).contains { argument in
      guard argument.value.tag == .local, project.utf8(argument.label).suffix(4).elementsEqual("__in".utf8) else {
        return false
      }
      let keys = cell(argument.value, frame)
      return keys.variance >= frame.loopDepth && [.unknown, .query].contains(values[keys.value].kind)
    }
  }

  /// Names ordered by; the sign of a descending one is part of the name.
  func djangoOrder(_ given: [CallArgument]) -> [Criterion] {
    given.compactMap { argument in
      let value = values[argument.cell.value]
      guard value.kind == .text, value.a > 0 else { return nil }
      return Criterion(path: value.symbol, relation: .orderAscending)
    }
  }

  /// The query of a call that wants one row of a sorted list (`first`, `latest("created")`).
  func firstRow(_ query: Value, _ name: Symbol, _ given: [CallArgument]) -> Value {
    let word = project.word(name)
    guard [.first, .last, .latest, .earliest, .afirst, .alast, .alatest].contains(word) else { return query }
    var result = query
    result.flags.insert(.bounded)
    if [.latest, .alatest, .earliest].contains(word) {
      result.d = criteria.adding(djangoOrder(given.filter(\.label.isNone)), to: query.d)
    }
    return result
  }

  /// Whether a call looks for the row before it writes one.
  func isLookup(_ name: Symbol) -> Bool {
    project.text(name).hasSuffix("get_or_create") || project.text(name).hasSuffix("update_or_create")
  }

  /// Notes the look-up of one row by keywords.
  func noteLookup(_ query: Value, _ given: [CallArgument], _ operation: Operation, _ frame: Frame) {
    var lookup = query
    lookup.d = criteria.adding(djangoCriteria(given, operation, frame), to: query.d)
    use(lookup, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
  }

  /// Notes the look-up behind an update or delete of all rows that match.
  func noteChange(_ query: Value, _ name: Symbol, _ operation: Operation, _ frame: Frame) {
    let text = project.text(name)
    guard text.hasSuffix("delete") || text.hasSuffix("update"), !text.hasPrefix("bulk") else { return }
    use(query, at: Place(frame.file, operation.range), loopDepth: frame.loops.count)
  }

  /// The condition by which the rows of a relation to many belong to one row: the field on their side.
  func relationCriteria(_ relation: Relation) -> Int32 {
    guard relation.isReverse, let target = relation.target, let model = models.models[target],
      let field = model.columns.first(where: { $0.range == relation.range })
    else { return criteria.adding([Criterion.unknown], to: 0) }
    return criteria.adding([Criterion(path: field.name, relation: .equal)], to: 0)
  }

  // MARK: SQLAlchemy

  /// A comparison with a column: what it asks of the column, in the path's third number.
  func comparison(_ left: Value, _ right: Value, _ name: Symbol) -> ValueID {
    guard left.kind != .path || right.kind != .path else { return ValueTable.unknown }
    var path = left.kind == .path ? left : right
    path.flags.insert(.refined)
    // What is compared is no column but something made of it.
    guard path.c != code(.unknown) else { return values.intern(path) }
    let other = left.kind == .path ? right : left
    switch project.word(name) {
    case .equals: path.c = code(other.kind == .none ? .isNull : .equal)
    case .less, .greater, .lessOrEqual, .greaterOrEqual: path.c = code(.range)
    case .pipe, .ampersand: return ValueTable.unknown
    default: path.c = code(.unknown)
    }
    return values.intern(path)
  }

  private func code(_ relation: Criterion.Relation) -> Int32 { Int32(relation.rawValue) + 1 }

  /// A method of a column: `in_`, `is_`, `desc` and the like.
  func columnOperator(_ name: Symbol, of column: Value, _ given: [CallArgument]) -> ValueID {
    var path = column
    path.flags.insert(.refined)
    guard path.c != code(.unknown) else { return values.intern(path) }
    switch project.word(name) {
    case .inColumn: path.c = code(.member)
    case .between: path.c = code(.range)
    case .isColumn: path.c = given.first?.cell.value == ValueTable.none ? code(.isNull) : code(.equal)
    case .desc: path.c = code(.orderDescending)
    case .asc: path.c = code(.orderAscending)
    case .nullslast, .nullsfirst, .nullsLast, .nullsFirst, .label: break
    default: path.c = code(.unknown)
    }
    return values.intern(path)
  }

  /// A function called with a column: `desc(Order.created)` is the column itself, `func.lower(User.email)` is not.
  /// `and_` keeps its conditions together.
  func columnFunction(_ name: Symbol, of column: Value, _ given: [CallArgument]) -> ValueID {
    switch project.word(name) {
    case .andCondition: return values.intern(Value(kind: .parts, a: values.list(given.map(\.cell.value))))
    case .asc, .nullslast, .nullsfirst, .nullsLast, .nullsFirst: return values.intern(column)
    case .desc: return columnOperator(name, of: column, [])
    default:
      var path = column
      path.c = code(.unknown)
      return values.intern(path)
    }
  }

  /// Keywords and compared columns of the query's own model.
  func alchemyCriteria(_ given: [CallArgument], _ query: Value, _ name: Symbol) -> [Criterion] {
    var result: [Criterion] = []
    for argument in given {
      if !argument.label.isNone, argument.label != words.star, argument.label != words.doubleStar {
        let isNull = argument.cell.value == ValueTable.none
        result.append(Criterion(path: argument.label, relation: isNull ? .isNull : .equal))
        continue
      }
      let value = values[argument.cell.value]
      if value.kind == .parts, argument.label.isNone {
        for part in values.lists[Int(value.a)] { result.append(condition(values[part], query)) }
      } else {
        result.append(condition(value, query))
      }
    }
    return result
  }

  private func condition(_ value: Value, _ query: Value) -> Criterion {
    guard value.kind == .path, value.flags.contains(.refined), value.c > 0, isColumn(value, of: query),
      let relation = Criterion.Relation(rawValue: UInt8(truncatingIfNeeded: value.c - 1)), relation.lookup != nil
    else { return Criterion.unknown }
    return Criterion(path: value.symbol, relation: relation)
  }

  /// Columns that a query is ordered by, as long as they are the model's own.
  func alchemyOrder(_ given: [CallArgument], _ query: Value) -> [Criterion] {
    var result: [Criterion] = []
    for argument in given {
      let value = values[argument.cell.value]
      guard value.kind == .path, value.c != code(.unknown), isColumn(value, of: query) else { break }
      result.append(
        Criterion(
          path: value.symbol,
          relation: value.c == code(.orderDescending) ? .orderDescending : .orderAscending))
    }
    return result
  }

  private func isColumn(_ path: Value, of query: Value) -> Bool {
    guard path.b >= 0, query.a >= 0 else { return false }
    return path.b == query.a || models.lineage(ClassID(Int(query.a))).contains(ClassID(Int(path.b)))
  }
}
