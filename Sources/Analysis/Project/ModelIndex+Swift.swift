// The models of Swift persistence libraries: which types are rows, and which of their properties are relations. What
// Fluent's property wrappers say is read where they are used; Core Data and SwiftData declare relations by type alone.

import Facts

extension ModelIndex {
  /// Names of the types whose subclasses and conforming types are rows.
  private static let rowTypes: Set<String> = [
    "Model", "FetchableRecord", "PersistableRecord", "Record", "NSManagedObject", "PersistentModel", "TableRecord",
  ]

  /// Notes all rows among the project's Swift types, then the relations between managed objects.
  mutating func readSwiftModels(_ project: Project) {
    var managed: Set<Symbol> = [project.symbol("NSManagedObject"), project.symbol("PersistentModel")]
    managed.remove(.none)
    var isComplete = false
    for _ in 0..<8 where !isComplete {
      isComplete = true
      for (name, types) in conformers where managed.contains(name) {
        for id in types where project.classFact(id).form == .class {
          if managed.insert(project.classFact(id).name).inserted { isComplete = false }
        }
      }
    }
    let marker = project.symbol("Model")
    for file in project.files.indices where project.files[file].language == .swift {
      let facts = project.files[file]
      for (local, fact) in facts.classes.enumerated() where fact.form != .extension {
        let isMarked =
          !marker.isNone
          && facts.decorators(of: fact).contains { $0.name == marker }
        let isManaged = isMarked || managed.contains(fact.name)
        let conforms = facts.bases(of: fact).contains {
          ModelIndex.rowTypes.contains(project.text($0.name))
        }
        guard isManaged || conforms else { continue }
        let id = project.classID(file: file, local: Int32(local))
        models[id] = Model(id: id, framework: .swift)
        models[id]?.isManaged = isManaged
      }
    }
    guard models.values.contains(where: \.isManaged) else { return }
    let prefetched = prefetchedNames(project)
    for file in project.files.indices where project.files[file].language == .swift {
      for attribute in project.files[file].attributes { readRelation(attribute, file, project, prefetched) }
    }
  }

  /// A property of a managed object that holds other managed objects is a fault until it is read; one that is computed
  /// reads others.
  private mutating func readRelation(
    _ attribute: AttributeFact, _ file: Int, _ project: Project, _ prefetched: Set<Symbol>
  ) {
    guard attribute.owner >= 0, !attribute.isStatic else { return }
    let name = project.files[file].classes[Int(attribute.owner)].name
    guard
      let owner = (project.classesByName[name] ?? []).first(where: { models[$0]?.isManaged == true }),
      let (target, isMany) = relatedModel(attribute.type, project.files[file], project), owner != target,
      !project.files[file].functions.contains(where: { $0.owner == attribute.owner && $0.name == attribute.name })
    else { return }
    models[owner]?.relations[attribute.name] = Relation(
      name: attribute.name, kind: isMany ? .toMany : .toOne, target: target, isReverse: false, loadsByDefault: false,
      isDynamic: false, file: file, range: attribute.range, isPrefetchedSomewhere: prefetched.contains(attribute.name))
  }

  private func relatedModel(
    _ reference: TypeReference, _ facts: FileFacts, _ project: Project
  ) -> (target: ClassID?, isMany: Bool)? {
    var current = reference
    var isMany = false
    for _ in 0..<6 {
      guard current >= 0 else { return nil }
      let type = facts.types[Int(current)]
      switch project.text(type.name) {
      case "NSSet", "NSOrderedSet": return (nil, true)
      case "Set", "Array": isMany = true
      case "Optional": break
      default:
        guard let id = (project.classesByName[type.name] ?? []).first(where: { models[$0]?.isManaged == true }) else {
          return nil
        }
        return (id, isMany)
      }
      guard !type.arguments.isEmpty else { return nil }
      current = facts.typeArguments[Int(type.arguments.lowerBound)]
    }
    return nil
  }

  /// Relations that some fetch of the project asks for beforehand (`relationshipKeyPathsForPrefetching`). Which fetch
  /// that is cannot be told once requests are put together elsewhere: there such a relation counts as thought of.
  private func prefetchedNames(_ project: Project) -> Set<Symbol> {
    var result: Set<Symbol> = []
    func add(_ operand: Operand, _ facts: FileFacts, _ start: Int) {
      switch operand.tag {
      case .string: result.insert(operand.symbol)
      case .operation:
        let made = facts.operations[start + operand.payload]
        guard made.kind == .list || made.kind == .keyPath else { return }
        for part in facts.arguments(of: made) where part.value != operand { add(part.value, facts, start) }
      default: return
      }
    }
    for facts in project.files where facts.language == .swift {
      for body in facts.bodies {
        let start = body.start
        for operation in facts.operations(of: body) {
          switch operation.kind {
          case .storeMember where isPrefetch(operation.name, project): add(operation.second, facts, start)
          case .call, .invoke:
            for argument in facts.arguments(of: operation) where isPrefetch(argument.label, project) {
              add(argument.value, facts, start)
            }
          default: break
          }
        }
      }
    }
    return result
  }

  private func isPrefetch(_ name: Symbol, _ project: Project) -> Bool {
    !name.isNone && project.hasSuffix(name, "Prefetching")
  }
}
