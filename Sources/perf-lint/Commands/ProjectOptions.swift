// Options that say what is read, shared by the commands that scan a project.

import ArgumentParser
import Driver
import Findings
import Syntax

struct ProjectOptions: ParsableArguments {
  @Argument(
    help: "Files and folders to read; the current folder if there are none. `-` reads standard input.",
    completion: .file())
  var paths: [String] = []

  @Option(help: ArgumentHelp("A SQLite database that holds the schema; it is only read.", valueName: "file"))
  var db: String?

  @Option(help: ArgumentHelp("The configuration file, instead of the nearest one.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp("Leave out files and folders, as in a .gitignore. May be repeated.", valueName: "pattern"))
  var exclude: [String] = []

  @Option(help: ArgumentHelp("Worker threads; one a core by default.", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Report test code too.")
  var includeTests = false

  @Flag(help: "Report migrations too.")
  var includeMigrations = false

  @Flag(help: "Report tests, migrations, vendored and generated files too.")
  var all = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let jobs, jobs > 1024 { throw ValidationError("--jobs must be at most 1024") }
  }

  /// The request that these options and the configuration file make together; options go before the file.
  func request(paths: [String]) throws -> ScanRequest {
    let folder = currentFolder()
    let start = paths.count == 1 ? scanRoot(of: paths[0]) : folder
    var configuration = try loadConfiguration(file: config, around: start)
    if let jobs { configuration.jobs = jobs }
    if let db { configuration.database = joinPath(folder, db) }
    if includeTests || all { configuration.reportedScopes.insert(.test) }
    if includeMigrations || all { configuration.reportedScopes.insert(.migration) }
    if all { configuration.reportedScopes.formUnion([.vendored, .generated]) }
    var request = ScanRequest(paths: paths, workingFolder: folder, configuration: configuration)
    request.exclude = exclude
    return request
  }
}

/// The bytes of a file that an option names; an error of use where it cannot be read.
func readArgument(_ path: String, limit: Int) throws -> SourceBytes {
  switch readFile(path, limit: limit) {
  case .bytes(let source): return source
  case .binary: throw UsageError("`\(path)` is no text file")
  case .tooLarge: throw UsageError("`\(path)` is larger than \(limit) bytes")
  case .unreadable(let reason): throw UsageError("cannot read `\(path)`: \(reason)")
  }
}
