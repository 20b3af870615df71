// What `self` is in a class, and which class or collection it is in an extension of a Swift type.

import Facts
import Syntax

extension Interpreter {
  /// What `self` is in a class.
  func selfValue(_ id: ClassID) -> ValueID {
    let id = primaryClass(id)
    if models.isModel(id) {
      return values.intern(Value(kind: .entity, flags: .eagerUnknown, a: id.rawValue))
    }
    for ancestor in lineage(id) {
      if let model = models.managerClasses[ancestor], let model {
        return values.intern(
          Value(kind: .query, flags: [.eagerUnknown, .manager], a: model.rawValue))
      }
    }
    if let element = extendedCollection(id) { return element }
    return values.intern(Value(kind: .instance, a: id.rawValue))
  }

  /// `self` in an extension of Array, Set, Dictionary or String.
  func extendedCollection(_ id: ClassID) -> ValueID? {
    let fact = project.classFact(id)
    guard fact.form == .extension else { return nil }
    switch project.word(fact.name) {
    case .arrayType, .collectionType, .sequenceType, .bidirectionalCollectionType, .randomAccessCollectionType:
      return values.collection(.array, flags: [.large])
    case .setType: return values.collection(.swiftSet, flags: [.large])
    case .dictionaryType: return values.collection(.swiftDictionary, flags: [.large])
    case .stringType: return values.collection(.text)
    default: return nil
    }
  }

  /// Whether a type is only an extension of a collection of the standard library: its initializers are the library's.
  func extendsLibrary(_ id: ClassID) -> Bool {
    let primary = primaryClass(id)
    return project.classFact(primary).form == .extension && extendedCollection(primary) != nil
  }

  /// An extension of a class of the project counts as that class.
  func primaryClass(_ id: ClassID) -> ClassID {
    let fact = project.classFact(id)
    guard fact.form == .extension else { return id }
    for other in project.classesByName[fact.name] ?? []
    where project.classFact(other).form != .extension && project.files[project.file(of: other)].language == .swift {
      return other
    }
    return id
  }
}
