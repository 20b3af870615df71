// Where a scan stands in its body, and what the body says of the collection: a handful that a caller may leave out, pieces
// of one text, a test that ends the work. Looked at only for scans that would be told.

import Facts
import Syntax

/// Steps from a variable to what it was given that are followed.
private let longestOrigin = 3

struct ScanSite {
  private let project: Project
  private let facts: FileFacts
  private let body: Body
  private let bodyIndex: Int
  /// Place of the operation that scans, in the file's operations.
  private let index: Int
  private let effect: Effect

  /// Nil where the scan is no operation of the file (a template's tag).
  init?(_ effect: Effect, _ project: Project) {
    let facts = project.files[Int(effect.place.file)]
    let index = facts.operations.lastIndex {
      $0.range == effect.place.range && ScanSite.isScan($0.kind, for: effect.kind)
    }
    guard let index, let bodyIndex = facts.bodies.firstIndex(where: { $0.indices.contains(index) }) else { return nil }
    self.project = project
    self.facts = facts
    self.effect = effect
    self.index = index
    self.bodyIndex = bodyIndex
    body = facts.bodies[bodyIndex]
  }

  private static func isScan(_ kind: OperationKind, for effect: EffectKind) -> Bool {
    switch effect {
    case .membership: return kind == .binary || kind == .invoke || kind == .call
    case .linear: return kind == .invoke || kind == .call || kind == .slice
    case .search: return kind == .loopBegin
    case .growingCopy: return kind == .store || kind == .storeMember || kind == .binary
    case .recomputation, .lazyRelation, .query, .write: return false
    }
  }

  /// Whether a reviewer would take the collection for a handful, or the scan for one that rarely runs or is meant.
  var isDoubtful: Bool {
    isInHandler || isForText || isOptional || isOfPieces || isOfClasses || endsWork || hasKey || growsWhatTheRoundMade
  }

  // MARK: The collection

  /// What is walked.
  private var collection: Operand {
    let scan = facts.operations[index]
    switch scan.kind {
    case .binary: return scan.second
    case .call: return facts.arguments(of: scan).first?.value ?? .nothing
    default: return scan.a
    }
  }

  private func operation(_ operand: Operand) -> Operation? {
    guard operand.tag == .operation, body.indices.contains(body.start + operand.payload) else { return nil }
    return facts.operations[body.start + operand.payload]
  }

  /// What a variable of the body is given, anywhere in it.
  private func values(ofLocal slot: Int) -> [Operand] {
    facts.operations(of: body).filter { $0.kind == .store && Int($0.b) == slot && !$0.flags.contains(.inPlace) }
      .map(\.a)
  }

  /// `names=None`, `names: list[str] | None`, `names or []`, `found.get(key, [])`: who may leave it out has few in mind.
  private var isOptional: Bool {
    guard effect.kind != .growingCopy else { return false }
    let walked = collection
    if walked.tag == .local, isOptionalParameter(walked.payload) { return true }
    return origins(of: walked).contains { givesNothingInstead($0) }
  }

  private func isOptionalParameter(_ slot: Int) -> Bool {
    guard let function = facts.function(ofBody: bodyIndex).map({ facts.functions[$0] }) else { return false }
    let parameters = facts.parameters(of: function)
    guard slot < parameters.count else { return false }
    let parameter = parameters[parameters.startIndex + slot]
    return parameter.hasDefault || mayBeNone(parameter.type)
  }

  private func mayBeNone(_ type: TypeReference) -> Bool {
    guard type >= 0 else { return false }
    let fact = facts.types[Int(type)]
    if project.text(fact.name) == "Optional" { return true }
    return facts.arguments(of: fact).contains { $0 >= 0 && project.word(facts.types[Int($0)].name) == .noneType }
  }

  /// The operations that make what is walked, through variables.
  private func origins(of operand: Operand) -> [Operation] {
    var found: [Operation] = []
    var open = [operand]
    for _ in 0..<longestOrigin {
      var next: [Operand] = []
      for operand in open {
        if operand.tag == .local { next += values(ofLocal: operand.payload) }
        guard let made = operation(operand) else { continue }
        found.append(made)
        if made.kind == .typed || made.kind == .await { next.append(made.a) }
      }
      open = next
    }
    return found
  }

  private func givesNothingInstead(_ made: Operation) -> Bool {
    let given = facts.arguments(of: made)
    switch made.kind {
    case .choice: return given.contains { isEmptyLiteral($0.value) }
    case .invoke:
      return project.word(made.name) == .get && given.count == 2 && given.last.map { isEmptyLiteral($0.value) } ?? false
    default: return false
    }
  }

  private func isEmptyLiteral(_ operand: Operand) -> Bool {
    guard let made = operation(operand) else { return false }
    return [.list, .tuple, .set, .dictionary].contains(made.kind) && made.argumentCount == 0
  }

  /// `text.split(",")`
  private var isOfPieces: Bool {
    origins(of: collection).contains { $0.kind == .invoke && [.split, .rsplit].contains(project.word($0.name)) }
  }

  /// `cls.__subclasses__()`: what a program declares.
  private var isOfClasses: Bool {
    origins(of: collection).contains { made in
      (made.kind == .invoke || made.kind == .member) && project.isSpecial(made.name)
    }
  }

  // MARK: The way to it

  /// Whether it stands in an exception handler.
  private var isInHandler: Bool {
    let begin = body.start
    return (begin..<index).contains { position in
      let branch = facts.operations[position]
      return branch.kind == .branchBegin && branch.flags.contains(.handler) && begin + Int(branch.b) > index
    }
  }

  /// Whether the function makes a text for people who look into a program.
  private var isForText: Bool {
    guard let function = facts.function(ofBody: bodyIndex).map({ facts.functions[$0] }) else { return false }
    return ["__str__", "__repr__", "debugDescription"].contains(project.text(function.name))
  }

  /// `if name in taken: raise …`: a hit is the last.
  private var endsWork: Bool {
    let scan = facts.operations[index]
    guard effect.kind == .membership, scan.kind != .binary || project.text(scan.name) == "in" else { return false }
    let condition = Operand(.operation, index - body.start)
    var position = index + 1
    while position < body.indices.upperBound, facts.operations[position].kind != .branchBegin { position += 1 }
    guard position < body.indices.upperBound, facts.operations[position].a == condition,
      !facts.operations[position].flags.contains(.inverted)
    else { return false }
    let end = body.start + Int(facts.operations[position].b)
    var nesting = 0
    var last: OperationKind?
    for inside in facts.operations[(position + 1)..<max(min(end, body.indices.upperBound), position + 1)] {
      switch inside.kind {
      case .branchBegin: nesting += 1
      case .branchEnd: nesting -= 1
      case .branchElse where nesting == 0: return last == .raise
      default: break
      }
      last = inside.kind
    }
    return last == .raise
  }

  /// `sorted(rows, key=lambda row: row.distance(item))`: another order each round.
  private var hasKey: Bool {
    effect.kind == .linear && facts.arguments(of: facts.operations[index]).contains { project.text($0.label) == "key" }
  }

  /// `report` of `report.text += part`
  private var grownOwner: Operand? {
    let copy = facts.operations[index]
    switch copy.kind {
    case .storeMember: return copy.a
    case .binary: return operation(copy.a).flatMap { $0.kind == .member ? $0.a : nil }
    default: return nil
    }
  }

  /// `report = Report(…); report.text += part`: of an object that the round made.
  private var growsWhatTheRoundMade: Bool {
    guard effect.kind == .growingCopy, let owner = grownOwner, owner.tag == .local,
      let header = effect.loops.first?.place, header.file == effect.place.file
    else { return false }
    let loop = body.indices.first {
      facts.operations[$0].kind == .loopBegin && facts.operations[$0].range == header.range
    }
    guard let loop else { return false }
    let end = body.start + Int(facts.operations[loop].b)
    return facts.operations[loop..<max(min(end, body.indices.upperBound), loop)].contains {
      $0.kind == .store && Int($0.b) == owner.payload
    }
  }
}
