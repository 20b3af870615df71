// SQL in string literals of the code: any literal or formatted string that begins like a statement, and the calls that
// stand for DDL. Whether a text really is a statement is decided by the SQL parser that reads it.

import Facts
import Findings
import Syntax

extension ProjectAnalysis {
  /// Texts that may be SQL, in order of path and place.
  public func statementTexts() -> [StatementUse] {
    var uses: [StatementUse] = []
    let resolver = Resolver(project: project)
    let registrations = IndexRegistrations(project)
    for (file, facts) in project.files.enumerated()
    where facts.scope != .test && facts.scope != .vendored && facts.language != .template {
      for body in facts.bodies.indices {
        let operations = facts.operations(of: facts.bodies[body])
        var reader: StatementTextReader?
        for (index, operation) in operations.enumerated() {
          switch operation.kind {
          case .text:
            guard beginsLikeSQL(project.utf8(operation.name)) else { continue }
          case .template:
            let first = facts.arguments(of: operation).first
            guard let first, first.value.tag == .string, beginsLikeSQL(project.utf8(first.value.symbol)) else {
              continue
            }
          case .call, .invoke:
            guard registrations.mayRegister(operation, facts),
              let declared = DeclarationBody(project, file: file, body: body),
              !isReversal(body, facts), let text = registrations.statement(operation, in: declared)
            else { continue }
            uses.append(
              StatementUse(
                text: text, location: project.location(file, operation.range), loopDepth: 0, isOneTime: true))
            continue
          default: continue
          }
          if reader == nil { reader = StatementTextReader(project, resolver, file: file, body: body) }
          uses += reader?.uses(beginningAt: index) ?? []
        }
      }
    }
    return uses
  }

  /// Whether a body is of a function that takes a change of the schema back.
  private func isReversal(_ body: Int, _ facts: FileFacts) -> Bool {
    facts.function(ofBody: body).map { reversalNames.contains(project.text(facts.functions[$0].name)) } ?? false
  }

  /// A cheap look at the first word.
  private func beginsLikeSQL(_ text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    while index < text.endIndex, text[index] <= 0x20 { index += 1 }
    guard text.endIndex - index >= 7 else { return false }
    let first = text[index] | 0x20
    // select, with, insert, update, delete, create, alter, drop
    guard [0x73, 0x77, 0x69, 0x75, 0x64, 0x63, 0x61].contains(first) else { return false }
    let word = String(decoding: text[index..<min(index + 7, text.endIndex)], as: UTF8.self).lowercased()
    return ["select", "with ", "insert", "update", "delete", "create", "alter ", "drop "].contains {
      word.hasPrefix($0)
    }
  }
}

/// Functions of migrations that undo what the migration does.
private let reversalNames: Set<String> = ["downgrade", "revert", "backwards", "reverse", "rollback", "unapply"]

/// Reads the statements of one body that has SQL in it.
private struct StatementTextReader {
  private let project: Project
  private let file: Int
  private let operations: ArraySlice<Operation>
  private let folding: StringFolding
  private let isOneTime: Bool
  /// Operations whose text takes a change of the schema back.
  private var reversals: Set<Int> = []
  /// Loops that multiply, by first and last operation.
  private var loops: [ClosedRange<Int>] = []

  /// Operations after a literal among which what it is formatted with is looked for.
  private static let reach = 400

  init(_ project: Project, _ resolver: Resolver, file: Int, body: Int) {
    self.project = project
    self.file = file
    let facts = project.files[file]
    folding = StringFolding(project, resolver, file: file, body: body)
    operations = folding.operations
    isOneTime = facts.scope == .migration
    let function = facts.function(ofBody: body).map { facts.functions[$0] }
    if let function, reversalNames.contains(project.text(function.name)) {
      reversals = Set(0..<operations.count)
    }
    for (index, operation) in operations.enumerated() {
      switch operation.kind {
      case .loopBegin where !operation.flags.contains(.conditional) && !folding.walksLiteral(operation):
        loops.append(index...max(index, Int(operation.b)))
      case .call, .invoke:
        noteReversal(operation, facts)
      default: continue
      }
    }
  }

  /// The second statement of `RunSQL(forwards, backwards)`.
  private mutating func noteReversal(_ operation: Operation, _ facts: FileFacts) {
    let callee = operation.kind == .invoke ? operation.name : operation.a.tag == .free ? operation.a.symbol : .none
    guard !callee.isNone, project.utf8(callee).elementsEqual("RunSQL".utf8) else { return }
    for (position, argument) in facts.arguments(of: operation).enumerated() {
      let isLabelled = !argument.label.isNone && project.text(argument.label) == "reverse_sql"
      guard isLabelled || argument.label.isNone && position > 0 else { continue }
      note(argument.value, facts, depth: 0)
    }
  }

  private mutating func note(_ operand: Operand, _ facts: FileFacts, depth: Int) {
    guard depth < 4, operand.tag == .operation, operand.payload < operations.count else { return }
    reversals.insert(operand.payload)
    let operation = operations[operations.startIndex + operand.payload]
    switch operation.kind {
    case .list, .tuple:
      for argument in facts.arguments(of: operation) { note(argument.value, facts, depth: depth + 1) }
    case .binary:
      note(operation.a, facts, depth: depth + 1)
    default: return
    }
  }

  /// The statements of the string expression whose first literal is the operation at `index`.
  func uses(beginningAt index: Int) -> [StatementUse] {
    guard !reversals.contains(index) else { return [] }
    let place = project.location(file, operations[operations.startIndex + index].range)
    let depth = loops.count(where: { $0.contains(index) })
    return folding.texts(Operand(.operation, expression(beginningAt: index))).map {
      StatementUse(text: $0, location: place, loopDepth: depth, isOneTime: isOneTime)
    }
  }

  /// The whole of what a literal is the beginning of: `"…" % table`, `"…" + columns`, `"…".format(…)`, directly or by
  /// the name it is given.
  private func expression(beginningAt first: Int) -> Int {
    var current = first
    var aliases: Set<Operand> = [Operand(.operation, first)]
    var index = first + 1
    while index < operations.count, index - first < StatementTextReader.reach {
      let operation = operations[operations.startIndex + index]
      defer { index += 1 }
      switch operation.kind {
      case .store where aliases.contains(operation.a) && !operation.flags.contains(.inPlace):
        aliases.insert(Operand(.local, Int(operation.b)))
      case .binary, .invoke:
        guard aliases.contains(operation.a), joins(operation) else { continue }
        current = index
        aliases = [Operand(.operation, index)]
      default: continue
      }
    }
    return current
  }

  private func joins(_ operation: Operation) -> Bool {
    let name = project.utf8(operation.name)
    if operation.kind == .invoke { return name.elementsEqual("format".utf8) }
    return !operation.flags.contains(.inPlace) && (name.elementsEqual("%".utf8) || name.elementsEqual("+".utf8))
  }
}
