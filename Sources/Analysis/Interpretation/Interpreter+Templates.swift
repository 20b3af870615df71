// Page templates are entered with the context of whoever shows them, like functions with their arguments: the names of
// the context are the parameters. Includes, blocks of a child in its parents, and macros are followed; what tags,
// filters and members mean there is in Interpreter+TemplateOperations.swift.

import Facts
import Syntax

/// What a template is entered with.
typealias TemplateScope = [Symbol: Cell]

/// A template with a context: showing it again with equal values does the same.
struct RenderKey: Hashable {
  var file: Int32
  var record: Int32
  /// List of the names that vary where it is shown.
  var varying: Int32
}

/// A template's name as one folder's files mean it.
struct TemplateName: Hashable {
  var name: Symbol
  var folder: Int32
}

/// Deepest nesting of blocks in blocks and parents of parents that is followed.
private let templateNesting = 12

/// Effects kept of one template: pages do more than functions.
private let effectsPerTemplate = 120

/// The blocks of a template and its parents while they are shown: for each name the definitions, most derived first.
final class TemplateBlocks {
  struct Place {
    var frame: Frame
    var begin: Int
    var end: Int
  }
  var places: [Symbol: [Place]] = [:]
  var nesting = 0
}

extension Interpreter {
  /// The template that a name stands for in a file.
  func templateFile(_ name: Symbol, near file: Int) -> Int? {
    let key = TemplateName(name: name, folder: project.folders[file])
    if let known = templateFiles[key] { return known }
    let found = templates.file(named: project.text(name), near: file, project)
    templateFiles[key] = .some(found)
    return found
  }

  /// Shows a template in a frame: what it does is done there, each time the frame gets to the operation.
  func enterTemplate(_ file: Int, scope: TemplateScope, _ operation: Operation, _ frame: Frame) {
    guard depth < limits.callDepth, operationsLeft > 0 else {
      cutOff += 1
      return
    }
    if namesRead[file] == nil {
      namesRead[file] = .some(templates.namesRead(by: file, project, knowledge.templates))
    }
    let wanted = namesRead[file] ?? nil
    var fields: [RecordTable.Field] = []
    for (name, cell) in scope where cell.value != ValueTable.unknown {
      if let wanted, !wanted.contains(name) { continue }
      fields.append(RecordTable.Field(name: name, value: cell.value))
    }
    let record = records.record(fields)
    // Only what changes where the template is shown needs to be told apart inside.
    let varying = records.fields[Int(record)].map(\.name).filter { name in
      scope[name].map { $0.variance > 0 || !$0.root.inputs.isEmpty } ?? false
    }
    let key = RenderKey(
      file: Int32(file), record: record, varying: values.list(varying.map { Int32(bitPattern: $0.rawValue) }))
    let outcome: Outcome
    if let known = renderings[key] {
      outcome = known
    } else {
      guard renderingsEntered.insert(key).inserted else { return }
      depth += 1
      outcome = show(file, records.fields[Int(record)], varying)
      depth -= 1
      renderingsEntered.remove(key)
      renderings[key] = outcome
    }
    importEffects(
      outcome, into: frame, arguments: varying.map { scope[$0] ?? Cell() }, receiver: Cell(),
      at: Place(frame.file, operation.range))
  }

  /// Runs a template and its parents once.
  private func show(_ file: Int, _ fields: [RecordTable.Field], _ varying: [Symbol]) -> Outcome {
    var scope: TemplateScope = [:]
    for field in fields {
      let root = varying.firstIndex(of: field.name).map { Roots.parameter($0) }
      scope[field.name] = Cell(value: field.value, root: root ?? Cell.noRoot)
    }
    let blocks = TemplateBlocks()
    var frames: [Frame] = []
    var next: Int? = file
    while let current = next, frames.count < templateNesting, !frames.contains(where: { $0.file == current }) {
      let frame = openTemplate(current, scope)
      frames.append(frame)
      for block in templates.shapes[current]?.blocks ?? [] {
        blocks.places[block.name, default: []].append(
          TemplateBlocks.Place(frame: frame, begin: block.begin, end: block.end))
      }
      next = nil
      guard let shape = templates.shapes[current], shape.extends >= 0 else { break }
      // What stands outside of blocks in a child sets names, at most.
      runTemplate(frame, from: 0, to: frame.cells.count, blocks, skippingBlocks: true)
      for (name, cell) in localNames(frame) where cell.value != ValueTable.unknown { scope[name] = cell }
      next = parent(of: current, shape, frame)
      if next == nil {
        // The parent is not ours: its blocks are shown somewhere.
        for block in shape.blocks where !shape.blocks.contains(where: { $0.begin < block.begin && block.end < $0.end })
        {
          runTemplate(frame, from: block.begin + 1, to: block.end, blocks)
        }
      }
    }
    if let last = frames.last, templates.shapes[last.file]?.extends ?? -1 < 0 {
      runTemplate(last, from: 0, to: last.cells.count, blocks)
    }
    if let first = frames.first { liveFrames.close(first) }
    var outcome = Outcome()
    for frame in frames {
      outcome.effects.append(contentsOf: frame.effects.filter(\.isRoundTrip))
    }
    if outcome.effects.count > effectsPerTemplate {
      let repeated = outcome.effects.filter { !$0.loops.isEmpty }
      outcome.effects = Array((repeated + outcome.effects.filter { $0.loops.isEmpty }).prefix(effectsPerTemplate))
      cutOff += 1
    }
    return outcome
  }

  private func parent(of file: Int, _ shape: TemplateShape, _ frame: Frame) -> Int? {
    let facts = project.files[file]
    guard let body = facts.bodies.first else { return nil }
    let operation = facts.operations[body.start + shape.extends]
    let name = values[cell(operation.a, frame).value]
    guard name.kind == .text else { return nil }
    return templateFile(name.symbol, near: file)
  }

  private func openTemplate(_ file: Int, _ scope: TemplateScope) -> Frame {
    let frame = open(file: file, body: 0, function: -1, owner: -1, parent: nil)
    frame.scope = scope
    frame.isTemplate = true
    let facts = project.files[file]
    for (slot, name) in facts.slots(of: facts.bodies[0]).enumerated() {
      if let cell = scope[name] { frame.locals[slot] = cell }
    }
    return frame
  }

  /// Local variables of a template by name.
  func localNames(_ frame: Frame) -> TemplateScope {
    let facts = project.files[frame.file]
    var result: TemplateScope = [:]
    for (slot, name) in facts.slots(of: facts.bodies[frame.body]).enumerated() where !name.isNone {
      result[name] = frame.locals[slot]
    }
    return result
  }

  /// All names that a template has at a place, with its own variables over its context.
  func scopeNames(_ frame: Frame) -> TemplateScope {
    frame.scope.merging(localNames(frame).filter { $0.value.value != ValueTable.unknown }) { $1 }
  }

  /// Runs a part of a template.
  private func runTemplate(
    _ frame: Frame, from: Int, to: Int, _ blocks: TemplateBlocks, skippingBlocks: Bool = false
  ) {
    let facts = project.files[frame.file]
    let start = facts.bodies[frame.body].start
    operationsLeft -= to - from
    var index = from
    while index < to {
      let operation = facts.operations[start + index]
      if operation.kind == .blockBegin, let places = blocks.places[operation.name], let first = places.first {
        let own = places.first { $0.frame === frame && $0.begin == index }
        if skippingBlocks {
          index = (own?.end ?? index) + 1
          continue
        }
        if first.frame !== frame || first.begin != index, let own {
          runBlock(places[...], in: frame, blocks)
          index = own.end + 1
          continue
        }
      }
      step(operation, index, frame, facts)
      index += 1
    }
  }

  /// Shows the most derived block in the place of the one that stands in `frame`.
  private func runBlock(_ places: ArraySlice<TemplateBlocks.Place>, in frame: Frame, _ blocks: TemplateBlocks) {
    guard let place = places.first, blocks.nesting < templateNesting else { return }
    blocks.nesting += 1
    defer { blocks.nesting -= 1 }
    let derived = place.frame
    let mark = derived.effects.count
    let scope = derived.scope
    // Loops around the block in the parent repeat it.
    let loops = frame.loopDepth
    for (name, cell) in localNames(frame) where cell.value != ValueTable.unknown {
      derived.scope[name] = Cell(value: cell.value, variance: 0, root: loops > 0 ? Cell.noRoot : cell.root)
    }
    runTemplate(derived, from: place.begin + 1, to: place.end, blocks)
    derived.scope = scope
    if readsSuper(place) { runBlock(places.dropFirst(), in: frame, blocks) }
    guard derived !== frame, mark < derived.effects.count else { return }
    for var effect in derived.effects[mark...] {
      if loops > 0 { effect.variance = loops }
      add(effect, to: frame)
    }
    derived.effects.removeSubrange(mark...)
  }

  /// Whether a block shows the one that it replaces (`{{ block.super }}`, `{{ super() }}`).
  private func readsSuper(_ place: TemplateBlocks.Place) -> Bool {
    let facts = project.files[place.frame.file]
    let start = facts.bodies[place.frame.body].start
    return facts.operations[(start + place.begin)..<(start + place.end)].contains {
      $0.kind == .member && $0.name == words.superName
        || $0.kind == .call && $0.a.tag == .free && $0.a.symbol == words.superName
    }
  }

  // MARK: Names

  /// A name of a template that no context gave: a macro, an import, a function for all templates, the user.
  func templateGlobal(_ name: Symbol, in file: Int) -> ValueID {
    let facts = project.files[file]
    for (index, function) in facts.functions.enumerated()
    where function.name == name && function.enclosingBody == 0 && !function.flags.contains(.closure) {
      return values.intern(Value(kind: .function, a: project.functionID(file: file, local: index).rawValue))
    }
    for fact in facts.imports where fact.localName == name {
      guard let other = templateFile(fact.module, near: file) else { return ValueTable.unknown }
      guard !fact.member.isNone else { return values.intern(Value(kind: .module, a: Int32(other))) }
      return macro(fact.member, in: other)
    }
    if let function = templates.globals[name] {
      return values.intern(Value(kind: .function, a: function.rawValue))
    }
    if knowledge.templates.userNames.contains(name) { return currentUser() }
    return values.intern(Value(kind: .builtin, a: Int32(bitPattern: name.rawValue)))
  }

  /// A macro of a template.
  func macro(_ name: Symbol, in file: Int) -> ValueID {
    let facts = project.files[file]
    for (index, function) in facts.functions.enumerated()
    where function.name == name && function.enclosingBody == 0 && !function.flags.contains(.closure) {
      return values.intern(Value(kind: .function, a: project.functionID(file: file, local: index).rawValue))
    }
    return ValueTable.unknown
  }

  /// The row of whoever is logged in: one, of which nothing is known to be loaded.
  func currentUser() -> ValueID {
    let named = project.classesByName[models.users.name] ?? []
    guard named.count(where: models.isModel) <= 1, let model = models.userModel(near: 0, project),
      models.isModel(model)
    else { return ValueTable.unknown }
    return values.intern(Value(kind: .entity, flags: [.eagerUnknown, .guessed], a: model.rawValue))
  }
}
