// `perf-lint debug`: what the frontends make of a file, so that anyone can check.

import ArgumentParser
import Driver

struct Debug: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debug", abstract: "Show how files are read.", subcommands: [Tokens.self, Tree.self])

  struct Tokens: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tokens",
      abstract: "Print one token a line: start, end (byte offsets, half-open) and kind.",
      discussion: "A string is one token; the tokens of its interpolations follow it.")
    @Argument(help: "Files to read.") var files: [String]
    func run() throws { try dump(files, as: .tokens) { writeStandardOutput($0) } }
  }

  struct Tree: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tree", abstract: "Print the tree: one node a line with its kind, name and byte range.")
    @Argument(help: "Files to read.") var files: [String]
    func run() throws { try dump(files, as: .tree) { writeStandardOutput($0) } }
  }
}
