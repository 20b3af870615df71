// Writes the files of a new rule; what is in them is RuleCatalog's part.

import Facts
import Patterns
import RuleCatalog

/// Writes the files that a new rule `category/id` starts from below `folder`, and gives their paths. Nothing is
/// overwritten.
public func writeNewRule(named name: String, language: String, into folder: String) throws(UsageError) -> [String] {
  guard let language = Language.allCases.first(where: { $0.name == language }) else {
    throw UsageError("the language must be one of \(Language.allCases.map(\.name).joined(separator: ", "))")
  }
  let files: [RuleFile]
  switch newRuleFiles(named: name, language: language) {
  case .success(let found): files = found
  case .failure(let issue): throw UsageError(issue.message)
  }
  let paths = files.map { joinPath(folder, $0.path) }
  for path in paths where pathKind(path) != nil { throw UsageError("\(path) is already there") }
  for (file, path) in zip(files, paths) {
    if let failure = makeFolder(parentFolder(of: path)) ?? writeFile(path, file.text) {
      throw UsageError("\(path): \(failure)")
    }
  }
  return paths
}
