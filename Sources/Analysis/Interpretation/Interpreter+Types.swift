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
    let word = project.word(type.name)
    switch word {
    case .optionalType, .awaitableType, .coroutineType, .annotatedType, .finalType, .classVarType, .eventLoopFutureType,
      .mappedType,
      .publishedType:
      let inner = argument(word == .coroutineType ? 2 : 0)
      return inner
    case .pipe, .unionType:
      var result = ValueTable.unknown
      for index in 0..<type.arguments.count { result = join(result, argument(index)) }
      return result
    case .list, .listType: return values.collection(.list, of: argument(0))
    case .arrayType, .contiguousArrayType, .arraySliceType: return values.collection(.array, of: argument(0))
    case .tuple, .tupleType:
      guard facts.language == .swift else { return values.collection(.tuple, of: argument(0)) }
      let parts = (0..<type.arguments.count).map { argument($0) }
      return values.intern(Value(kind: .parts, flags: .bounded, a: values.list(parts)))
    case .set, .setType, .frozenSetType, .frozenset, .abstractSetType, .mutableSetType:
      return values.collection(facts.language == .swift ? .swiftSet : .set, of: argument(0))
    case .dict, .dictType, .defaultDictType, .orderedDictType, .counterType, .defaultdict:
      return values.collection(.dictionary, of: argument(1), key: argument(0))
    case .dictionaryType: return values.collection(.swiftDictionary, of: argument(1), key: argument(0))
    case .dequeType, .deque: return values.collection(.deque, of: argument(0))
    case .sequenceType, .mutableSequenceType:
      return facts.language == .python ? values.collection(.list, of: argument(0), flags: .guessed) : ValueTable.unknown
    case .iterableType, .iteratorType, .collectionType, .generatorType, .asyncIteratorType, .asyncIterableType:
      guard facts.language == .python else { return ValueTable.unknown }
      return values.collection(.any, of: argument(0))
    case .str, .stringType: return values.collection(.text)
    case .bytes: return values.collection(.bytes)
    case .bytearray: return values.collection(.bytearray)
    case .int, .float, .intType, .doubleType, .uIntType: return ValueTable.number
    case .bool, .boolType: return ValueTable.boolean
    case .noneType, .voidType: return ValueTable.none
    case .querySetType, .queryType, .managerType, .baseManagerType, .scalarResultType:
      let element = values[argument(0)]
      guard element.kind == .entity else { return ValueTable.unknown }
      return values.intern(Value(kind: .query, flags: .eagerUnknown, a: element.a))
    case .sessionType, .asyncSessionType, .connectionType, .asyncConnectionType, .cursorType, .databaseType:
      return ValueTable.session
    default: break
    }
    if facts.language == .swift, knowledge.swiftRequests.contains(type.name) { return request(for: argument(0)) }
    guard let id = typeClass(type, in: file) else { return ValueTable.unknown }
    if models.isModel(id) {
      return values.intern(Value(kind: .entity, flags: .eagerUnknown, a: id.rawValue))
    }
    if facts.language == .python, wrapsCursor(id) { return ValueTable.session }
    return values.intern(Value(kind: .instance, a: id.rawValue))
  }

  /// Whether a class of the project has the methods of a DB-API cursor.
  private func wrapsCursor(_ id: ClassID) -> Bool {
    if let known = cursorClasses[id] { return known }
    let names = lineage(id).map { methods(of: $0).keys }
    let wraps =
      names.contains { $0.contains { knowledge.cursorExecute.contains($0) } }
      && names.contains { $0.contains { knowledge.cursorResults.contains($0) } }
    cursorClasses[id] = wraps
    return wraps
  }

  private func typeClass(_ type: TypeFact, in file: Int) -> ClassID? {
    if project.files[file].language == .swift {
      let found = project.classesByName[type.name] ?? []
      return found.first { project.files[project.file(of: $0)].language == .swift }.map { primaryClass($0) }
    }
    if let id = resolver.type(type, in: file) { return id }
    let text = project.text(type.name)
    guard text.utf8.contains(UInt8(ascii: ".")) else {
      // A forward reference to a class of the same file or of one that is imported for type checking.
      if case .type(let id)? = resolver.definition(of: type.name, in: file) { return id }
      return nil
    }
    return models.classNamed(text, near: file, project)
  }

  /// An empty literal that is returned: what a closure did to the variable before is not seen.
  func isFilledElsewhere(_ id: ValueID) -> Bool {
    values[id].kind == .collection && values[id].flags.isSuperset(of: [.bounded, .empty])
  }

  /// The parts of a tuple, the unknown ones as declared.
  func completed(_ id: ValueID, by declared: ValueID) -> ValueID {
    let value = values[id]
    let type = values[declared]
    guard type.kind == .parts else { return id }
    let items = values.lists[Int(value.a)]
    let types = values.lists[Int(type.a)]
    guard items.count == types.count else { return id }
    let parts = zip(items, types).map { $0 == ValueTable.unknown ? $1 : $0 }
    return values.intern(Value(kind: .parts, flags: value.flags, a: values.list(parts)))
  }
}
