// Which functions only commands, scripts, jobs and upgrades call, directly or through others: nobody waits for them. Callers
// are found by name alone, so that a function is offline only if everything that says its name is.

import Facts
import Syntax

struct OfflineCallers {
  private let project: Project
  private let knowledge: Knowledge
  private var mentions: [Symbol: [Mention]] = [:]
  private var answers: [FunctionID: Way] = [:]

  /// Calls between a command and the loop that are followed: what is further away may be a server that a command starts.
  private static let longestWay = 2

  /// Where a name is said.
  private struct Mention: Hashable {
    var file: Int32
    /// The function that says it; nil where a module or a class does.
    var caller: FunctionID?
    /// Whether it stands by itself, so that it can mean no method.
    var isFree: Bool
    /// Whether it is called there, or handed to something that may call it at any time.
    var isCall: Bool
  }

  private enum Way {
    case offline, online
    /// Only by calls of its own.
    case circular
  }

  init(_ functions: Set<FunctionID>, in project: Project, _ knowledge: Knowledge) {
    self.project = project
    self.knowledge = knowledge
    var waiting = functions
    for _ in 0..<OfflineCallers.longestWay {
      var names: SymbolSet = []
      for function in waiting where !isCommand(function) {
        let name = project.functionFact(function).name
        if !name.isNone, mentions[name] == nil { names.insert(name) }
      }
      guard !names.isEmpty else { break }
      let found = read(names)
      waiting = found.values.reduce(into: []) { $0.formUnion($1.compactMap(\.caller)) }
      mentions.merge(found) { first, _ in first }
    }
  }

  /// Whether all known ways to a function begin in a command or script.
  mutating func isOffline(_ id: FunctionID) -> Bool { way(to: id, OfflineCallers.longestWay) == .offline }

  private mutating func way(to id: FunctionID, _ left: Int) -> Way {
    if let known = answers[id] { return known }
    if isCommand(id) { return .offline }
    guard left > 0, !isRegistered(id), let found = mentions[project.functionFact(id).name] else { return .online }
    answers[id] = .circular
    var result = Way.circular
    for mention in found where isPossible(mention, of: id) {
      // A module runs it when it is loaded, as scripts do.
      let way = !mention.isCall ? .online : mention.caller.map { self.way(to: $0, left - 1) } ?? .offline
      switch way {
      case .circular: continue
      case .offline: result = .offline
      case .online:
        answers[id] = .online
        return .online
      }
    }
    answers[id] = result
    return result
  }

  /// Whether a name may mean the function: not where it stands by itself and the file has a function of its own so named.
  private func isPossible(_ mention: Mention, of id: FunctionID) -> Bool {
    guard mention.isFree else { return true }
    let fact = project.functionFact(id)
    if fact.owner >= 0 { return false }
    guard Int(mention.file) != project.file(of: id) else { return true }
    return !project.files[Int(mention.file)].functions.contains {
      $0.name == fact.name && $0.owner < 0 && !$0.flags.contains(.closure)
    }
  }

  /// Whether somebody runs the function by hand, or a queue or a timer does.
  private func isCommand(_ id: FunctionID) -> Bool {
    let file = project.file(of: id)
    if project.files[file].scope == .migration || knowledge.isOffline(project.files[file].path) { return true }
    return decorators(of: id).contains {
      knowledge.commandDecorators.contains($0.name) || knowledge.jobDecorators.contains($0.name)
    }
  }

  /// Whether a decorator may give the function to something that calls it.
  private func isRegistered(_ id: FunctionID) -> Bool {
    decorators(of: id).contains { !knowledge.plainDecorators.contains($0.name) }
  }

  private func decorators(of id: FunctionID) -> ArraySlice<DecoratorFact> {
    project.files[project.file(of: id)].decorators(of: project.functionFact(id))
  }

  /// Reads once over the project for all mentions of some names.
  private func read(_ names: SymbolSet) -> [Symbol: [Mention]] {
    var result: [Symbol: Set<Mention>] = [:]
    for (file, facts) in project.files.enumerated() where facts.scope != .test && facts.language == .python {
      for body in facts.bodies.indices {
        lazy var caller = function(of: body, file)
        func note(_ name: Symbol, isFree: Bool, isCall: Bool) {
          result[name, default: []].insert(
            Mention(file: Int32(file), caller: caller, isFree: isFree, isCall: isCall))
        }
        for operation in facts.operations(of: facts.bodies[body]) {
          switch operation.kind {
          case .invoke where names.contains(operation.name): note(operation.name, isFree: false, isCall: true)
          case .member where names.contains(operation.name):
            // A property is called by being read; in a module or class it is handed on.
            note(operation.name, isFree: false, isCall: caller != nil)
          default: break
          }
          if operation.a.tag == .free, names.contains(operation.a.symbol) {
            note(operation.a.symbol, isFree: true, isCall: operation.kind == .call)
          }
          guard operation.argumentCount > 0 else { continue }
          for argument in facts.arguments(of: operation) {
            let value = argument.value
            if value.tag == .free, names.contains(value.symbol) { note(value.symbol, isFree: true, isCall: false) }
            // A name in a module's list of names is no more than that; where it is looked up, it may be called.
            if value.tag == .string, body > 0, names.contains(value.symbol) {
              note(value.symbol, isFree: false, isCall: false)
            }
          }
        }
      }
    }
    return result.mapValues(Array.init)
  }

  /// Closures in closures that are followed outwards.
  private static let closureDepth = 16

  /// The named function that a body belongs to, or nil for a module's and a class's own.
  private func function(of body: Int, _ file: Int) -> FunctionID? {
    let facts = project.files[file]
    var body = body
    for _ in 0..<OfflineCallers.closureDepth {
      guard let index = facts.function(ofBody: body) else { return nil }
      guard facts.functions[index].flags.contains(.closure), facts.functions[index].enclosingBody >= 0 else {
        return project.functionID(file: file, local: index)
      }
      body = Int(facts.functions[index].enclosingBody)
    }
    return nil
  }
}
