// Forms and filters that show all rows of a query to choose from: making the list makes each row's text. Which fields
// do that is data (Rules/frameworks/forms.yml).

import Facts
import Syntax

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  /// Shows what the fields that a form declares let choose from.
  func offerChoices(_ id: ClassID) {
    let file = project.file(of: id)
    let fact = project.classFact(id)
    let fields = reader.fields(of: id)
    let chosen = fields.filter { $0.owner == id && isChoice($0) }
    let role = declared.role(of: id)
    let offersRelated =
      role.contains(.modelForm) || role.contains(.editView) && reader.option(known.formOption, in: id) == nil
    guard !chosen.isEmpty || offersRelated, fact.body >= 0 else { return }
    onItsOwn(file: file, body: Int(fact.body)) { frame in
      if !chosen.isEmpty { run(frame) }
      for field in chosen {
        guard reader.option(known.choiceOtherOptions, of: field) == nil,
          let option = reader.option(known.choiceRows, of: field)
        else { continue }
        let label = reader.option(known.choiceLabelOption, of: field).map { cell($0, frame) }
        choose(from: cell(option, frame), field, label: label, at: field.range, frame)
      }
      if offersRelated { offerRelated(id, besides: Set(fields.map(\.name)), frame) }
      // A query far below a text is kept by somebody on the way, more often than not.
      for position in frame.effects.indices
      where frame.effects[position].kind == .query && frame.effects[position].chain.count > 2 {
        frame.effects[position].confidence = 0
      }
    }
  }

  private func isChoice(_ field: DeclaredField) -> Bool {
    if known.choiceFields.contains(field.callee) { return true }
    guard let type = field.type else { return false }
    return models.derives(type, project, from: known.choiceFields.contains)
  }

  /// Makes the text of each row that a field offers.
  func choose(
    from given: Cell, _ field: DeclaredField?, label: Cell?, at range: ByteRange, _ frame: Frame
  ) {
    var rows = given
    let operation = frameworkOperation(field?.name ?? .none, at: range)
    if values[rows.value].kind == .function || values[rows.value].kind == .closure {
      // `query_factory=lambda: Order.query`, `queryset=orders_of_user`
      rows = apply(rows, to: [], operation, frame, project.files[frame.file])
    }
    let value = values[rows.value]
    guard value.kind == .query, value.a >= 0, !value.flags.contains(.plain), !value.flags.contains(.statement) else {
      return
    }
    let method = field?.type.flatMap { type in known.choiceLabel.lazy.compactMap { self.method($0, of: type) }.first }
    forEach(rows, at: placeOfRows(rows, or: range, frame), named: field?.name ?? .none, frame) { row in
      let passed = [CallArgument(cell: row, label: .none)]
      if let method {
        enter(method, receiver: Cell(), arguments: passed, operation, frame)
      } else if let label {
        if values[label.value].kind == .function || values[label.value].kind == .closure {
          _ = apply(label, to: passed, operation, frame, project.files[frame.file])
        }
      } else {
        convertToText(row, operation, frame)
      }
    }
  }

  /// The relations that a form, or the view that makes it, names of its model: each is shown as a list of all rows.
  private func offerRelated(_ id: ClassID, besides declaredNames: Set<Symbol>, _ frame: Frame) {
    let isView = declared.role(of: id).contains(.editView)
    func option(_ names: Set<Symbol>) -> DeclaredOption? {
      isView ? reader.option(names, in: id) : reader.metaOption(names, of: id)
    }
    guard let named = option(known.modelOption), let model = reader.type(named),
      let relations = models.models[model]?.relations,
      let listed = option(known.fieldsOption),
      project.file(of: listed.holder) == frame.file, let items = reader.items(listed),
      reader.metaOption(known.shownOtherwise, of: id) == nil
    else { return }
    for case .text(let name) in items where !declaredNames.contains(name) {
      guard let relation = relations[name], !relation.isReverse, relation.kind == .toOne || relation.kind == .toMany,
        let target = relation.target
      else { continue }
      let rows = rows(of: target, declaredAt: Place(frame.file, listed.range))
      choose(from: rows, nil, label: nil, at: listed.range, frame)
    }
  }

  /// `self.fields["order"].queryset = orders`
  func noteChoices(_ operation: Operation, _ rows: Cell, _ frame: Frame) {
    guard values[rows.value].kind == .query, known.choiceRows.contains(operation.name),
      operation.a.tag == .operation, !known.fieldTable.isEmpty
    else { return }
    let facts = project.files[frame.file]
    let start = bodyStart(frame)
    let read = facts.operations[start + operation.a.payload]
    guard read.kind == .index, read.a.tag == .operation, read.second.tag == .string else { return }
    let table = facts.operations[start + read.a.payload]
    guard table.kind == .member, known.fieldTable.contains(table.name), frame.ownerClass >= 0,
      declared.role(of: ClassID(Int(frame.ownerClass))).contains(.form)
    else { return }
    let field = reader.fields(of: ClassID(Int(frame.ownerClass))).first { $0.name == read.second.symbol }
    if let field, reader.option(known.choiceOtherOptions, of: field) != nil { return }
    choose(from: rows, field, label: nil, at: operation.range, frame)
  }
}
