// Requests of Core Data and SwiftData: what they fetch, what is loaded with it, and the context that runs them. Which
// properties are relations is said by the models.

import Facts
import Syntax

extension Interpreter {
  /// A request for rows of a model, not run yet; unknown where the rows are.
  func request(for row: ValueID) -> ValueID {
    let value = values[row]
    guard value.kind == .entity, value.a >= 0 else { return ValueTable.unknown }
    return values.intern(Value(kind: .query, flags: .statement, a: value.a))
  }

  /// `request.relationshipKeyPathsForPrefetching = ["items"]`, `request.fetchLimit = 1`
  func setRequest(_ operation: Operation, _ object: Cell, _ value: Cell, _ frame: Frame) {
    var request = values[object.value]
    guard request.flags.contains(.statement) else { return }
    if knowledge.swiftRequestPrefetch.contains(operation.name) {
      let facts = project.files[frame.file]
      for path in paths(operation.second, facts, bodyStart(frame)) {
        request.b = eager.adding(path[...], to: request.b)
      }
    } else if knowledge.swiftRequestLimit.contains(operation.name) {
      let limit = values[value.value]
      guard limit.kind == .number, limit.a > 0, Int(limit.a) <= boundedSize else { return }
      request.flags.insert(.bounded)
    } else {
      return
    }
    replace(operation.a, with: values.intern(request), frame)
  }

  /// The relation paths of a list of words (`"items.product"`) or key paths.
  private func paths(_ operand: Operand, _ facts: FileFacts, _ start: Int) -> [[Symbol]] {
    guard operand.tag == .operation else { return [] }
    let list = facts.operations[start + operand.payload]
    guard list.kind == .list else { return [] }
    return facts.arguments(of: list).compactMap { item in
      switch item.value.tag {
      case .string:
        return project.dotted(item.value.symbol)
      case .operation:
        let path = facts.operations[start + item.value.payload]
        guard path.kind == .keyPath else { return nil }
        return facts.arguments(of: path).map(\.value.symbol).filter { !$0.isNone }
      default: return nil
      }
    }
  }

  /// `context.fetch(request)`: the rows, or nil where no request is in sight.
  func fetched(_ given: [CallArgument], _ operation: Operation, _ frame: Frame) -> Cell? {
    guard let request = given.first.map({ values[$0.cell.value] }), request.kind == .query,
      request.flags.contains(.statement)
    else { return nil }
    var query = request
    query.flags.remove(.statement)
    query.c = source(
      RowSource(
        file: Int32(frame.file), start: operation.range.start, end: operation.range.end, isQueryExpression: true,
        framework: .swift, path: [], model: request.a))
    let isRows = project.word(operation.name) != .count && project.word(operation.name) != .fetchCount
    var result = queryEffect(isRows ? .rows : .scalar, model: query, operation, frame)
    if asksForMany(operation, frame), let last = frame.effects.indices.last { frame.effects[last].confidence = 0 }
    guard isRows else { return result }
    result.value = values.collection(
      .array, of: values[result.value].a, flags: request.flags.contains(.bounded) ? .bounded : .large)
    return result
  }

  // MARK: Predicates

  /// `Query(filter: #Predicate { _ in false })`: no rows are wanted.
  func asksForNothing(_ operation: Operation, _ frame: Frame, _ facts: FileFacts) -> Bool {
    let start = bodyStart(frame)
    return facts.arguments(of: operation).contains { argument in
      guard let body = predicate(argument.value, facts, start, frame) else { return false }
      return facts.operations(of: body).contains { $0.kind == .return && $0.a == Operand(.no) }
    }
  }

  /// `#Predicate { keys.contains($0.id) }`: rows of many keys at once, which is the batch itself.
  private func asksForMany(_ operation: Operation, _ frame: Frame) -> Bool {
    let facts = project.files[frame.file]
    guard let request = facts.arguments(of: operation).first?.value,
      let body = predicate(request, facts, bodyStart(frame), frame)
    else { return false }
    return facts.operations(of: body).contains {
      $0.kind == .invoke && project.word($0.name) == .contains && $0.a.tag == .free
    }
  }

  /// Operands that a request's predicate is looked for in.
  private static let mostOperandsOfRequest = 24

  /// The body of a request's predicate: what the operand, or what its variable was given, was made with.
  private func predicate(_ operand: Operand, _ facts: FileFacts, _ start: Int, _ frame: Frame) -> Body? {
    var waiting = [operand]
    var steps = 0
    while let next = waiting.popLast(), steps < Interpreter.mostOperandsOfRequest {
      steps += 1
      switch next.tag {
      case .function:
        let function = facts.functions[next.payload]
        if function.body >= 0 { return facts.bodies[Int(function.body)] }
      case .operation:
        let made = facts.operations[start + next.payload]
        waiting += facts.arguments(of: made).map(\.value)
        if made.kind == .typed { waiting.append(made.a) }
      case .local:
        let stores = facts.operations(of: facts.bodies[frame.body]).last {
          $0.kind == .store && Int($0.b) == next.payload
        }
        if let stores { waiting.append(stores.a) }
      case .nothing, .free, .string, .integer, .constant: break
      }
    }
    return nil
  }

  /// Whether the request that fetched a row is in sight, so that what it loads is known.
  func isRequestInSight(_ row: Value) -> Bool {
    guard row.c > 0 else { return false }
    let source = sources[Int(row.c)]
    return source.framework == .swift && source.isQueryExpression && source.path.isEmpty
  }
}
