// Rows that are shown by a dictionary of fields (Flask-RESTful): the dictionary's keys, or the paths that its fields
// name, are read from each row. What makes fields and shows rows by them is data (Rules/frameworks/flask-restful.yml).

import Facts
import Syntax

/// Deepest nesting of fields in fields that is followed.
private let fieldNesting = 6

extension Interpreter {
  /// What a call of the library does: a field is its path or the fields below it, `marshal` shows rows.
  func marshalCall(_ path: Symbol, _ given: [CallArgument], _ operation: Operation, _ frame: Frame) -> Cell? {
    guard !knowledge.marshalPackages.isEmpty else { return nil }
    let parts = resolver.externalText(path).split(separator: ".")
    guard let package = parts.first, knowledge.marshalPackages.contains(String(package)), let last = parts.last else {
      return nil
    }
    let name = project.symbol(String(last))
    if knowledge.marshalFunctions.contains(name) {
      if given.count >= 2 { marshal(given[0].cell, by: given[1].cell.value, at: operation.range, frame) }
      return Cell()
    }
    let read = given.first { !$0.label.isNone && knowledge.marshalPath.contains($0.label) }?.cell.value
    let attribute = read.flatMap { values[$0].kind == .text && values[$0].a != 0 ? values[$0].a : nil }
      .map { values.intern(Value(kind: .path, a: $0, b: -1)) }
    if knowledge.marshalNested.contains(name), let inner = given.first(where: { $0.label.isNone })?.cell.value,
      isFields(inner) || values[inner].kind == .path || values[inner].kind == .parts
    {
      guard let attribute, isFields(inner) else { return Cell(value: inner) }
      return Cell(value: values.intern(Value(kind: .parts, a: values.list([attribute, inner]))))
    }
    return attribute.map { Cell(value: $0) }
  }

  /// `api.model("Order", {…})`: the dictionary of fields itself.
  func marshalModel(_ name: Symbol, _ given: [CallArgument]) -> Cell? {
    guard knowledge.marshalMakers.contains(name), given.count >= 2, values[given[0].cell.value].kind == .text,
      let last = given.last(where: { isFields($0.cell.value) })
    else { return nil }
    return last.cell
  }

  private func isFields(_ id: ValueID) -> Bool {
    let value = values[id]
    return value.kind == .collection && value.c == CollectionType.dictionary.rawValue
  }

  /// Shows what a function gives by the fields that its decorator names.
  func marshalResult(of id: FunctionID, _ outcome: Outcome) {
    let file = project.file(of: id)
    let facts = project.files[file]
    let fact = project.functionFact(id)
    guard fact.enclosingBody >= 0 else { return }
    let start = facts.bodies[Int(fact.enclosingBody)].start
    for decorator in facts.decorators(of: fact)
    where knowledge.marshalDecorators.contains(decorator.name) && decorator.value.tag == .operation {
      let call = facts.operations[start + decorator.value.payload]
      guard let first = facts.arguments(of: call).first(where: { $0.label.isNone }) else { continue }
      var fields = ValueTable.unknown
      switch first.value.tag {
      case .free: fields = globalValue(first.value.symbol, in: file)
      case .local:
        let slot = Int(facts.bodies[Int(fact.enclosingBody)].slots.lowerBound) + first.value.payload
        if fact.enclosingBody == 0, slot < facts.slots.count { fields = globalValue(facts.slots[slot], in: file) }
      case .operation:
        let read = facts.operations[start + first.value.payload]
        if read.kind == .member, read.a.tag == .free,
          case .module(let module)? = resolver.definition(of: read.a.symbol, in: file)
        {
          fields = globalValue(read.name, in: module)
        }
      default: break
      }
      guard isFields(fields) else { continue }
      onItsOwn(file: file, body: Int(fact.enclosingBody)) { frame in
        marshal(Cell(value: outcome.value), by: fields, at: fact.range, frame)
      }
    }
  }

  /// Reads the fields from each row.
  private func marshal(_ rows: Cell, by fields: ValueID, at range: ByteRange, _ frame: Frame, depth: Int = 0) {
    guard isFields(fields) else { return }
    guard depth < fieldNesting else {
      cutOff += 1
      return
    }
    let value = values[rows.value]
    switch value.kind {
    case .query where !value.flags.contains(.plain) && !value.flags.contains(.statement), .collection:
      guard values[elementOf(rows.value)].kind == .entity else { return }
      forEach(rows, at: Place(frame.file, range), frame) { row in
        readFields(fields, of: row, at: range, frame, depth: depth)
      }
    case .entity: readFields(fields, of: rows, at: range, frame, depth: depth)
    default: break
    }
  }

  private func readFields(_ fields: ValueID, of row: Cell, at range: ByteRange, _ frame: Frame, depth: Int) {
    for field in records.fields[Int(values[fields].d)] {
      var path = [field.name]
      var inner = field.value
      let value = values[field.value]
      if value.kind == .parts, let read = values.lists[Int(value.a)].first, let below = values.lists[Int(value.a)].last
      {
        path = project.dotted(values[read].symbol)
        inner = below
      } else if value.kind == .path {
        path = project.dotted(values[field.value].symbol)
        inner = ValueTable.unknown
      }
      let shown = follow(path, from: row, at: range, frame)
      if isFields(inner) {
        marshal(shown, by: inner, at: range, frame, depth: depth + 1)
      } else if values[shown.value].kind == .query {
        execute(shown, at: range, frame)
      }
    }
  }
}
