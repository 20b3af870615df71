// The admin's page for one object: the rows of other models that belong to it, and the lists that related rows are
// chosen from. Change lists are in Interpreter+ListViews.swift; which options say what is data.

import Facts
import Syntax

extension Interpreter {
  private var known: DeclaredKnowledge { declared.knowledge }

  /// Shows the page that changes one row of a model.
  func showChangeForm(_ id: ClassID, _ model: ClassID, _ frame: Frame) {
    offerChoices(of: model, in: id, below: nil, frame)
    guard let option = reader.option(known.adminInlines, in: id), let items = reader.items(option) else { return }
    for case .name(let name) in items {
      guard case .type(let inline)? = resolver.definition(of: name, in: project.file(of: option.holder)),
        let shown = reader.option(known.modelOption, in: inline).flatMap({ reader.type($0) }), models.isModel(shown)
      else { continue }
      let inner = frameOfClass(inline)
      showInline(inline, rowsOf: shown, below: model, inner)
      offerChoices(of: shown, in: inline, below: model, inner)
      for effect in inner.effects where !effect.loops.isEmpty { reports.append(effect) }
    }
  }

  /// Each row that belongs to the object is shown as text, with the methods that the class lists.
  private func showInline(_ id: ClassID, rowsOf shown: ClassID, below parent: ClassID, _ frame: Frame) {
    let header = project.classFact(id).range
    let place = Place(frame.file, header)
    let receiver = Cell(value: values.intern(Value(kind: .instance, a: id.rawValue)))
    var rows = Cell()
    for name in known.rowsMethod {
      guard let method = method(name, of: id) else { continue }
      rows = enter(method, receiver: receiver, arguments: [], frameworkOperation(name, at: header), frame)
    }
    if values[rows.value].kind != .query { rows = self.rows(of: shown, declaredAt: place) }
    var value = values[rows.value]
    guard value.kind == .query, value.a >= 0 else { return }
    // The rows were reached from the object.
    let above = Set(lineage(parent))
    for relation in models.models[shown]?.relations.values.sorted(by: { project.text($0.name) < project.text($1.name) })
      ?? []
    where relation.kind == .toOne && relation.target.map({ above.contains($0) }) ?? false {
      value.b = eager.adding([relation.name, EagerTable.shared], to: value.b)
    }
    rows.value = values.intern(value)
    let mark = frame.effects.count
    forEach(rows, at: placeOfRows(rows, or: header, frame), frame) { row in
      convertToText(row, frameworkOperation(words.string, at: header), frame)
      guard let option = reader.option(known.adminReadonly, in: id), let items = reader.items(option) else { return }
      for case .text(let name) in items {
        let operation = frameworkOperation(name, at: header)
        if let method = method(name, of: id) {
          enter(method, receiver: receiver, arguments: [CallArgument(cell: row, label: .none)], operation, frame)
        } else {
          convertToText(follow([name], from: row, at: header, frame), operation, frame)
        }
      }
    }
    // What belongs to one object may be a handful.
    for position in frame.effects.indices.dropFirst(mark) {
      frame.effects[position].confidence = min(frame.effects[position].confidence, 1)
    }
  }

  /// The lists that a class offers for the relations of a model, but for the one that leads to the object above.
  private func offerChoices(of model: ClassID, in id: ClassID, below parent: ClassID?, _ frame: Frame) {
    guard let relations = models.models[model]?.relations, reader.option(known.adminOwnFields, in: id) == nil,
      !known.adminFieldMakers.contains(where: { method($0, of: id) != nil })
    else { return }
    var hidden: Set<Symbol> = []
    for option in known.adminNotChosen {
      guard let found = reader.option([option], in: id) else { continue }
      guard let items = reader.items(found) else { return }
      for case .text(let name) in items { hidden.insert(name) }
    }
    var listed: Set<Symbol>?
    if let option = reader.option(known.adminChosen, in: id) {
      guard let items = reader.items(option) else { return }
      listed = []
      for case .text(let name) in items { listed?.insert(name) }
    }
    let header = project.classFact(id).range
    for relation in relations.values.sorted(by: { project.text($0.name) < project.text($1.name) })
    where relation.kind == .toOne && !relation.isReverse && !hidden.contains(relation.name) {
      guard listed?.contains(relation.name) ?? true, let target = relation.target, !project.isOutside(target),
        !(parent.map { lineage($0).contains(target) } ?? false)
      else { continue }
      choose(from: rows(of: target, declaredAt: Place(frame.file, header)), nil, label: nil, at: header, frame)
    }
  }
}
