// Which frontend reads which language: the one place that knows them all.

import Facts
import PythonFrontend
import SQLFrontend
import SwiftFrontend
import Syntax
import TemplateFrontend

/// Parses a file of one of the languages that share the common tree; SQL has statements instead and gives an empty
/// tree.
func parse(_ source: SourceBytes, _ language: Language, names: inout NameTable, limits: Limits) -> SyntaxTree {
  switch language {
  case .python: return parsePython(source, names: &names, limits: limits)
  case .swift: return parseSwift(source, names: &names, limits: limits)
  case .template: return parseTemplate(source, names: &names, limits: limits)
  case .sql:
    return TreeBuilder(capacity: 1).freeze(tokens: [], issues: [], byteCount: source.count)
  }
}

/// The tokens of a file with the names of their kinds, in source order, holes after the string that they are in.
func tokens(_ source: SourceBytes, _ language: Language, limits: Limits) -> (tokens: [Token], kind: (UInt8) -> String) {
  switch language {
  case .python:
    return (lexPython(source, limits: limits).tokens, { PythonTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  case .swift:
    return (lexSwift(source, limits: limits).tokens, { SwiftTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  case .template:
    return (lexTemplate(source, limits: limits).tokens, { TemplateTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  case .sql:
    let tokens = lexSQL(source, range: ByteRange(0, source.count))
    return (tokens, { SQLTokenKind(rawValue: $0).map { "\($0)" } ?? "?" })
  }
}
