// Which framework's `Model` a class derives from where names alone do not tell, and which model stands for those who
// log in.

import Facts
import Syntax

extension ModelIndex {
  /// Whether a base is imported from peewee: its `Model` has the name that Django's has.
  func isPeeweeModel(
    _ fact: ClassFact, _ facts: FileFacts, _ file: Int, _ knowledge: Knowledge, _ resolver: Resolver
  ) -> Bool {
    facts.bases(of: fact).contains { type in
      guard knowledge.peeweeBases.contains(type.name),
        case .external(let path)? = resolver.definition(
          of: type.qualifier.isNone ? type.name : type.qualifier, in: file)
      else { return false }
      let package = resolver.externalText(path).split(separator: ".").first.map(String.init) ?? ""
      return knowledge.peeweePackages.contains(package)
    }
  }

  /// Field classes that derive from each other, from a written one to the framework's.
  private static let fieldClassDepth = 4

  /// The relation that a project's own field class declares, by the framework's class that it derives from.
  func inheritedRelation(_ callee: Symbol, _ project: Project, _ knowledge: Knowledge) -> RelationKind? {
    var name = callee
    for _ in 0..<ModelIndex.fieldClassDepth {
      guard let id = project.classesByName[name]?.first, let base = project.writtenBases(id).first else { return nil }
      name = project.symbol(base.name)
      if knowledge.toMany.contains(name) { return .toMany }
      if knowledge.toOne.contains(name) { return .toOne }
    }
    return nil
  }

  /// `User = get_user_model()`
  func isUserModel(_ slot: Int, _ facts: FileFacts) -> Bool {
    guard let module = facts.bodies.first else { return false }
    let start = module.start
    return facts.operations(of: module).contains { store in
      guard store.kind == .store, Int(store.b) == slot, store.a.tag == .operation else { return false }
      let made = facts.operations[start + store.a.payload]
      return made.kind == .call && made.a.tag == .free && users.functions.contains(made.a.symbol)
    }
  }

  /// The model of those who log in: the project's `User`, its one class below the framework's, or the framework's own.
  func userModel(near file: Int, _ project: Project) -> ClassID? {
    if let own = project.classesByName[users.name], !own.isEmpty {
      return classNamed(project.text(users.name), near: file, project)
    }
    return swappedUser ?? project.outsideClasses[users.name]
  }

  /// The one class of the project that derives from a framework's base for users.
  static func swappedUser(_ project: Project, _ knowledge: Knowledge) -> ClassID? {
    var result: ClassID?
    for (file, facts) in project.files.prefix(project.ownFiles).enumerated()
    where facts.language == .python && facts.scope == .normal {
      for (local, fact) in facts.classes.enumerated() {
        guard facts.bases(of: fact).contains(where: { knowledge.users.bases.contains($0.name) }) else { continue }
        guard result == nil else { return nil }
        result = project.classID(file: file, local: Int32(local))
      }
    }
    return result
  }
}
