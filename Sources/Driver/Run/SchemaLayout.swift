// Where each file with SQL stands in its schema: the root it belongs to, its turn in the replay, and whether a later
// snapshot or the variant for another database stands for it. Told from paths alone; what the SQL says is not looked at.

import Facts
import Findings

/// A file's place in its schema.
struct SchemaPlace: Equatable {
  var root: SchemaRoot
  /// Number of the step that the file is, in its name or its folder's; nil for a file that is no step.
  var version: Int?
  var isSnapshot = false
  /// Whether a later snapshot, or the variant for SQLite, says what this file says.
  var isSuperseded = false
}

/// The places of all files of a run that hold SQL.
struct SchemaLayout {
  private var places: [String: SchemaPlace] = [:]

  /// - Parameter paths: All files with SQL, in any order.
  init(_ paths: [String]) {
    let read = paths.map { (path: $0, name: SchemaFileName($0)) }
    let families = Dictionary(grouping: read.compactMap { $0.name.folders }, by: \.family).filter { _, folders in
      folders.contains(where: \.isSnapshot) && folders.contains { !$0.isSnapshot }
    }
    for (path, name) in read {
      if let folders = name.folders {
        let isFamily = families[folders.family] != nil
        places[path] = SchemaPlace(
          root: SchemaRoot(isFamily ? folders.family : folders.group), version: folders.version,
          isSnapshot: isFamily && folders.isSnapshot)
      } else if let number = name.number {
        places[path] = SchemaPlace(root: SchemaRoot(name.folder.isEmpty ? "." : name.folder), version: number)
      } else {
        places[path] = SchemaPlace(root: SchemaRoot(name.withoutDialect))
      }
    }
    supersede(read)
  }

  /// The place of a file of the layout; any other file is a root of its own.
  subscript(path: String) -> SchemaPlace { places[path] ?? SchemaPlace(root: SchemaRoot(path)) }

  /// Whether `a` is replayed before `b`: files that are no steps first, then the steps of each root by their numbers.
  func precedes(_ a: String, _ b: String) -> Bool {
    let (left, right) = (self[a], self[b])
    guard let first = left.version, let second = right.version else {
      return left.version == nil && right.version == nil ? a < b : left.version == nil
    }
    if left.root != right.root { return left.root < right.root }
    if first != second { return first < second }
    if left.isSnapshot != right.isSnapshot { return left.isSnapshot }
    let (x, y) = (SchemaFileName(a), SchemaFileName(b))
    return (x.number ?? 0, lastPart(of: a), a) < (y.number ?? 0, lastPart(of: b), b)
  }

  private mutating func supersede(_ read: [(path: String, name: SchemaFileName)]) {
    var newest: [SchemaRoot: Int] = [:]
    var hasSQLite: Set<SchemaRoot> = []
    for (path, name) in read {
      let place = self[path]
      if place.isSnapshot, let version = place.version { newest[place.root] = max(newest[place.root] ?? 0, version) }
      if name.dialect?.hasPrefix("sqlite") ?? false { hasSQLite.insert(place.root) }
    }
    for (path, name) in read {
      let place = self[path]
      let isOtherDialect = hasSQLite.contains(place.root) && !(name.dialect?.hasPrefix("sqlite") ?? true)
      var isOld = false
      if let snapshot = newest[place.root], let version = place.version {
        isOld = place.isSnapshot ? version < snapshot : version <= snapshot
      }
      places[path]?.isSuperseded = isOtherDialect || isOld
    }
  }
}

/// What a path says of a file's place.
private struct SchemaFileName {
  /// Folders of the form `…/family/group/12/`.
  struct Folders {
    var family: String
    var group: String
    var version: Int
    var isSnapshot: Bool
  }

  let folder: String
  /// The path without the name of a database at its end: `full.sql` of `full.sql.postgres`.
  let withoutDialect: String
  var dialect: String?
  /// The number that the file's name begins with.
  let number: Int?
  var folders: Folders?

  init(_ path: String) {
    let name = lastPart(of: path)
    folder = parentFolder(of: path)
    number = leadingNumber(of: name)
    let ending = name.split(separator: ".").last.map { String($0).lowercased() } ?? ""
    if SchemaFileName.dialects.contains(ending), name.utf8.count > ending.utf8.count {
      dialect = ending
      withoutDialect = String(path.dropLast(ending.utf8.count + 1))
    } else {
      withoutDialect = path
    }
    let version = lastPart(of: folder)
    if !version.isEmpty, version.utf8.count < 10, let number = Int(version), number >= 0 {
      let group = parentFolder(of: folder)
      let groupName = lastPart(of: group).lowercased()
      folders = Folders(
        family: parentFolder(of: group), group: group, version: number,
        isSnapshot: SchemaFileName.snapshotWords.contains { groupName.contains($0) })
    }
  }

  private static let dialects: Set<String> = [
    "sqlite", "sqlite3", "postgres", "postgresql", "pgsql", "psql", "mysql", "mariadb", "mssql", "oracle",
  ]
  private static let snapshotWords = ["full", "snapshot", "baseline"]
}

/// The number of `001_users.sql`, `V2__orders.sql`, `20240101120000_add_index.up.sql`.
private func leadingNumber(of name: String) -> Int? {
  var digits = name.utf8[...]
  if let first = digits.first, first | 0x20 == UInt8(ascii: "v") { digits = digits.dropFirst() }
  let number = digits.prefix { (0x30...0x39).contains($0) }.prefix(18)
  return number.isEmpty ? nil : Int(Substring(number))
}
