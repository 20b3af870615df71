// swift-conformance COMMAND PATH…: compares the Swift frontend with swift-syntax over every `.swift` file.
//
//   reference PATH…   prints swift-syntax's tokens: `== PATH`, then `start end` a line
//   tokens PATH…      counts the files whose tokens are the same and lists the others with the first difference
//   against FILE PATH…  the same, with our tokens read from what `perf-lint debug tokens` printed to FILE
//   trees PATH…       the same for the numbers of functions, calls, loops, … in the trees, and for issues
//   speed PATH…       megabytes a second of CPU time of both parsers, one thread

import Foundation
import SwiftFrontend
import SwiftParser
import Syntax

@main
struct Conformance {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    guard let command = arguments.popFirst() else { return print("swift-conformance COMMAND PATH…") }
    switch command {
    case "reference": printReference(files(arguments))
    case "tokens": compareTokens(files(arguments), printed: nil)
    case "against":
      guard let path = arguments.popFirst() else { return print("swift-conformance against FILE PATH…") }
      compareTokens(files(arguments), printed: try printedTokens(path))
    case "trees": compareTrees(files(arguments))
    case "speed": compareSpeed(files(arguments))
    default: print("unknown command \(command)")
    }
  }

  static func files(_ paths: some Sequence<String>) -> [String] {
    paths.flatMap { path -> [String] in
      if path.hasSuffix(".swift") { return [path] }
      let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
      return all.filter { $0.hasSuffix(".swift") }.sorted().map { path + "/" + $0 }
    }
  }

  static func bytes(_ path: String) -> [UInt8] { [UInt8](FileManager.default.contents(atPath: path) ?? Data()) }

  // MARK: Commands

  static func printReference(_ paths: [String]) {
    for path in paths {
      var text = "== \(path)\n"
      for range in referenceTokens(Parser.parse(source: String(decoding: bytes(path), as: UTF8.self))) {
        text += "\(range.lowerBound) \(range.upperBound)\n"
      }
      print(text, terminator: "")
    }
  }

  static func ourTokens(_ source: SourceBytes) -> [(range: Range<Int>, kind: String)] {
    lexSwift(source, limits: Limits()).tokens.compactMap { token in
      guard let kind = SwiftTokenKind(rawValue: token.kind), kind != .endOfFile else { return nil }
      return (token.start..<token.end, kind.label)
    }
  }

  static func printedTokens(_ path: String) throws -> [String: [(range: Range<Int>, kind: String)]] {
    var tokens: [String: [(range: Range<Int>, kind: String)]] = [:]
    var current = ""
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("== ") {
        current = String(line.dropFirst(3))
        continue
      }
      let fields = line.split(separator: " ", maxSplits: 2)
      guard fields.count == 3, let start = Int(fields[0]), let end = Int(fields[1]), fields[2] != "endOfFile" else {
        continue
      }
      tokens[current, default: []].append((start..<end, String(fields[2])))
    }
    return tokens
  }

  static func compareTokens(_ paths: [String], printed: [String: [(range: Range<Int>, kind: String)]]?) {
    var different = 0
    for path in paths {
      let bytes = bytes(path)
      let source = SourceBytes(bytes)
      let theirs = referenceTokens(Parser.parse(source: String(decoding: bytes, as: UTF8.self)))
      let ours = printed.map { $0[path] ?? [] } ?? ourTokens(source)
      guard let offset = firstDifference(ours, theirs) else { continue }
      different += 1
      print(
        "\(path):\(LineIndex(source).line(at: offset)): \(source.text(ByteRange(offset, offset + 40)).debugDescription)"
      )
    }
    printShare("token-identical", paths.count - different, of: paths.count)
  }

  static func compareTrees(_ paths: [String]) {
    var different = 0
    var withIssues = 0
    for path in paths {
      let bytes = bytes(path)
      var names = NameTable()
      let tree = parseSwift(SourceBytes(bytes), names: &names, limits: Limits())
      if !tree.issues.isEmpty { withIssues += 1 }
      let ours = frontendCounts(tree)
      let theirs = referenceCounts(Parser.parse(source: String(decoding: bytes, as: UTF8.self)))
      let sorts = Set(ours.keys).union(theirs.keys).sorted().filter { ours[$0] ?? 0 != theirs[$0] ?? 0 }
      guard !sorts.isEmpty else { continue }
      different += 1
      print(path, sorts.map { "\($0) \(ours[$0] ?? 0)/\(theirs[$0] ?? 0)" }.joined(separator: ", "))
    }
    printShare("with equal counts", paths.count - different, of: paths.count)
    printShare("without issues", paths.count - withIssues, of: paths.count)
  }

  static func compareSpeed(_ paths: [String]) {
    let all = paths.map(bytes)
    let sources = all.map { SourceBytes($0) }
    let megabytes = Double(all.reduce(0) { $0 + $1.count }) / 1e6
    var nodes = 0
    var names = NameTable()
    for _ in 0..<3 {
      let lexing = seconds {
        for source in sources { nodes += lexSwift(source, limits: Limits()).tokens.count }
      }
      let ours = seconds {
        for source in sources {
          names.removeAll()
          nodes += parseSwift(source, names: &names, limits: Limits()).count
        }
      }
      let theirs = seconds {
        for bytes in all {
          nodes += bytes.withUnsafeBufferPointer { Parser.parse(source: $0).statements.count }
        }
      }
      print(
        String(
          format: "perf-lint: tokens %.0f MB/s, tree %.0f MB/s; SwiftParser: %.1f MB/s; ratio %.1f", megabytes / lexing,
          megabytes / ours, megabytes / theirs, theirs / ours))
    }
  }

  // MARK: Output

  /// CPU time, which other work on the machine disturbs less than the wall clock.
  static func seconds(_ body: () -> Void) -> Double {
    let start = clock()
    body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  static func printShare(_ what: String, _ count: Int, of total: Int) {
    print(String(format: "%d of %d files %@ (%.2f%%)", count, total, what, 100 * Double(count) / Double(max(total, 1))))
  }
}
