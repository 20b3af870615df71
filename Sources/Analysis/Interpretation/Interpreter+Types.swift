// What a written type says about a value.

import Facts

extension Interpreter {
  func typeValue(_ reference: TypeReference, in file: Int) -> ValueID {
    typeValue(reference, in: file, depth: 0)
  }

  private func typeValue(_ reference: TypeReference, in file: Int, depth: Int) -> ValueID {
    let facts = project.files[file]
    guard reference >= 0, Int(reference) < facts.types.count, depth < 12 else { return ValueTable.unknown }
    let type = facts.types[Int(reference)]
    func argument(_ index: Int) -> ValueID {
      let at = Int(type.arguments.lowerBound) + index
      guard at < Int(type.arguments.upperBound) else { return ValueTable.unknown }
      return typeValue(facts.typeArguments[at], in: file, depth: depth + 1)
    }
    let name = project.text(type.name)
    switch name {
    case "Optional", "Awaitable", "Coroutine", "Annotated", "Final", "ClassVar", "EventLoopFuture", "Mapped",
      "Published":
      let inner = argument(name == "Coroutine" ? 2 : 0)
      return inner
    case "|", "Union":
      var result = ValueTable.unknown
      for index in 0..<type.arguments.count { result = join(result, argument(index)) }
      return result
    case "list", "List": return values.collection(.list, of: argument(0))
    case "Array", "ContiguousArray", "ArraySlice": return values.collection(.array, of: argument(0))
    case "tuple", "Tuple":
      guard facts.language == .swift else { return values.collection(.tuple, of: argument(0)) }
      let parts = (0..<type.arguments.count).map { argument($0) }
      return values.intern(Value(kind: .parts, flags: .bounded, a: values.list(parts)))
    case "set", "Set", "FrozenSet", "frozenset", "AbstractSet", "MutableSet":
      return values.collection(facts.language == .swift ? .swiftSet : .set, of: argument(0))
    case "dict", "Dict", "DefaultDict", "OrderedDict", "Counter", "defaultdict":
      return values.collection(.dictionary, of: argument(1), key: argument(0))
    case "Dictionary": return values.collection(.swiftDictionary, of: argument(1), key: argument(0))
    case "Deque", "deque": return values.collection(.deque, of: argument(0))
    case "Sequence", "MutableSequence":
      return facts.language == .python ? values.collection(.list, of: argument(0), flags: .guessed) : ValueTable.unknown
    case "Iterable", "Iterator", "Collection", "Generator", "AsyncIterator", "AsyncIterable":
      guard facts.language == .python else { return ValueTable.unknown }
      return values.collection(.any, of: argument(0))
    case "str", "String": return values.collection(.text)
    case "bytes": return values.collection(.bytes)
    case "bytearray": return values.collection(.bytearray)
    case "int", "float", "Int", "Double", "UInt": return ValueTable.number
    case "bool", "Bool": return ValueTable.boolean
    case "None", "Void": return ValueTable.none
    case "QuerySet", "Query", "Manager", "BaseManager", "ScalarResult":
      let element = values[argument(0)]
      guard element.kind == .entity else { return ValueTable.unknown }
      return values.intern(Value(kind: .query, flags: .eagerUnknown, a: element.a))
    case "Session", "AsyncSession", "Connection", "AsyncConnection", "Cursor", "Database", "LoggingTransaction":
      return ValueTable.session
    default: break
    }
    guard let id = typeClass(type, in: file) else { return ValueTable.unknown }
    if models.isModel(id) {
      return values.intern(Value(kind: .entity, flags: .eagerUnknown, a: id.rawValue))
    }
    return values.intern(Value(kind: .instance, a: id.rawValue))
  }

  private func typeClass(_ type: TypeFact, in file: Int) -> ClassID? {
    if project.files[file].language == .swift {
      let found = project.classesByName[type.name] ?? []
      return found.first { project.files[project.file(of: $0)].language == .swift }.map { primaryClass($0) }
    }
    if let id = resolver.type(type, in: file) { return id }
    let text = project.text(type.name)
    guard text.contains(".") else {
      // A forward reference to a class of the same file or of one that is imported for type checking.
      if case .type(let id)? = resolver.definition(of: type.name, in: file) { return id }
      return nil
    }
    return models.classNamed(text, near: file, project)
  }
}
