// The facts of all files side by side, with project-wide numbers for classes and functions. Immutable: shared by all
// workers. Looking names up across files is Resolver's business.

import Facts
import Findings
import Syntax

/// Number of a class in the project.
public struct ClassID: Hashable, Sendable {
  public let rawValue: Int32
  @inlinable public init(_ rawValue: Int) { self.rawValue = Int32(truncatingIfNeeded: rawValue) }
  @inlinable public var index: Int { Int(rawValue) }

  @inlinable
  public func _rawHashValue(seed: Int) -> Int { hashOfNumber(UInt32(bitPattern: rawValue), seed: seed) }
}

/// Number of a function in the project.
public struct FunctionID: Hashable, Sendable {
  public let rawValue: Int32
  @inlinable public init(_ rawValue: Int) { self.rawValue = Int32(truncatingIfNeeded: rawValue) }
  @inlinable public var index: Int { Int(rawValue) }

  @inlinable
  public func _rawHashValue(seed: Int) -> Int { hashOfNumber(UInt32(bitPattern: rawValue), seed: seed) }
}

public struct Project: Sendable {
  public let files: [FileFacts]
  let names: NameTable
  private let words: [Word]
  let classOffsets: [Int]
  let functionOffsets: [Int]
  /// File of each class and of each function.
  let classFiles: [Int32]
  let functionFiles: [Int32]
  let classCount: Int
  let functionCount: Int
  /// Files by the last part of their module name (`views` for `shop/views.py`, `shop` for `shop/__init__.py`).
  let filesByStem: [Symbol: [Int]]
  /// Each file's module path as symbols (`shop`, `views` for `shop/views.py`); its folder is all but the last.
  let modulePaths: [[Symbol]]
  /// Number of each file's folder: files of one folder resolve imports alike.
  let folders: [Int32]
  /// Whether each file is a package's `__init__`.
  let arePackages: [Bool]
  let scopes: ScopeTable
  let classesByName: [Symbol: [ClassID]]
  /// Classes of the files that stand for other packages' models, by name.
  let outsideClasses: [Symbol: ClassID]
  /// Files from this one on stand for other packages' models: nothing in them is reported.
  let ownFiles: Int
  /// Swift functions outside types, by name.
  let swiftFunctionsByName: [Symbol: [FunctionID]]

  /// Joins the facts of all files, which must be sorted by path; those of other packages' models come after them.
  public init(files own: [FileFacts], outside: [FileFacts] = [], symbols: SymbolTable) {
    let files = own + outside
    self.files = files
    ownFiles = own.count
    var outsideClasses: [Symbol: ClassID] = [:]
    var classOffsets: [Int] = []
    var functionOffsets: [Int] = []
    var classes = 0
    var functions = 0
    var classFiles: [Int32] = []
    var functionFiles: [Int32] = []
    var byStem: [Symbol: [Int]] = [:]
    var byName: [Symbol: [ClassID]] = [:]
    var swiftFunctions: [Symbol: [FunctionID]] = [:]
    var modulePaths: [[Symbol]] = []
    var folders: [Int32] = []
    var folderNumbers: [Substring: Int32] = [:]
    var components: [Substring: Symbol] = [:]
    for (index, file) in files.enumerated() {
      classOffsets.append(classes)
      functionOffsets.append(functions)
      for (number, fact) in file.classes.enumerated() {
        if index < own.count {
          byName[fact.name, default: []].append(ClassID(classes + number))
        } else if outsideClasses[fact.name] == nil {
          outsideClasses[fact.name] = ClassID(classes + number)
        }
      }
      if file.language == .swift {
        for (number, fact) in file.functions.enumerated()
        where fact.owner < 0 && fact.enclosingBody == 0 && !fact.flags.contains(.closure) {
          swiftFunctions[fact.name, default: []].append(FunctionID(functions + number))
        }
      }
      classFiles.append(contentsOf: repeatElement(Int32(index), count: file.classes.count))
      functionFiles.append(contentsOf: repeatElement(Int32(index), count: file.functions.count))
      classes += file.classes.count
      functions += file.functions.count
      let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { file.path[..<$0] } ?? ""
      let next = Int32(folderNumbers.count)
      folders.append(folderNumbers[folder, default: next])
      folderNumbers[folder] = folders[index]
      var parts: [Symbol] = []
      if file.language == .python {
        for part in Project.moduleParts(of: file.path) {
          if let known = components[part] {
            parts.append(known)
          } else {
            let symbol = symbols.intern(String(part))
            components[part] = symbol
            parts.append(symbol)
          }
        }
        if let stem = parts.last { byStem[stem, default: []].append(index) }
      }
      modulePaths.append(parts)
    }
    scopes = ScopeTable(files: files, star: symbols.intern("*"))
    names = symbols.snapshot()
    words = Word.table(of: names)
    self.classOffsets = classOffsets
    self.functionOffsets = functionOffsets
    self.classFiles = classFiles
    self.functionFiles = functionFiles
    classCount = classes
    functionCount = functions
    filesByStem = byStem
    self.modulePaths = modulePaths
    self.folders = folders
    arePackages = files.map { $0.path.hasSuffix("__init__.py") }
    classesByName = byName
    self.outsideClasses = outsideClasses
    swiftFunctionsByName = swiftFunctions
  }

  /// The module path of a Python file: its folders and its stem, which a package's `__init__` does not have.
  private static func moduleParts(of path: String) -> [Substring] {
    var parts = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    guard let last = parts.popLast() else { return [] }
    let stem = Substring(last.utf8.prefix { $0 != UInt8(ascii: ".") })
    if stem != "__init__" { parts.append(stem) }
    return parts
  }

  public func text(_ symbol: Symbol) -> String { names.text(NameID(rawValue: symbol.rawValue)) }

  /// Which of the words that the interpreter knows a name is.
  func word(_ symbol: Symbol) -> Word {
    let index = Int(symbol.rawValue)
    return index < words.count ? words[index] : .other
  }

  func utf8(_ symbol: Symbol) -> ArraySlice<UInt8> { names.utf8(NameID(rawValue: symbol.rawValue)) }

  /// The symbol of a text that occurs in the project, else `none`.
  func symbol(_ text: String) -> Symbol {
    let bytes = Array(text.utf8)
    return Symbol(rawValue: names.find(bytes, hash: NameTable.hash(bytes))?.rawValue ?? 0)
  }

  /// `__mro__`, `__subclasses__`: a name that Python gives a meaning to.
  func isSpecial(_ name: Symbol) -> Bool {
    let text = utf8(name)
    return text.count > 4 && text.starts(with: "__".utf8) && text.suffix(2).elementsEqual("__".utf8)
  }

  /// The parts of a dotted path: `customer.region.name` is customer, region, name.
  func dotted(_ path: Symbol) -> [Symbol] {
    let text = utf8(path)
    guard text.contains(UInt8(ascii: ".")) else { return text.isEmpty ? [] : [path] }
    return self.text(path).split(separator: ".").map { symbol(String($0)) }
  }

  // MARK: Classes and functions

  /// Whether another package declares a class.
  func isOutside(_ id: ClassID) -> Bool { file(of: id) >= ownFiles }

  func file(of id: ClassID) -> Int { Int(classFiles[id.index]) }
  func file(of id: FunctionID) -> Int { Int(functionFiles[id.index]) }

  func classFact(_ id: ClassID) -> ClassFact {
    let file = file(of: id)
    return files[file].classes[id.index - classOffsets[file]]
  }

  func functionFact(_ id: FunctionID) -> FunctionFact {
    let file = file(of: id)
    return files[file].functions[id.index - functionOffsets[file]]
  }

  func classID(file: Int, local: Int32) -> ClassID { ClassID(classOffsets[file] + Int(local)) }
  func functionID(file: Int, local: Int) -> FunctionID { FunctionID(functionOffsets[file] + local) }

  func name(_ id: ClassID) -> String { text(classFact(id).name) }

  func location(_ file: Int, _ range: ByteRange) -> Location { Location(path: files[file].path, range: range) }
}
