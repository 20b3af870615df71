// Fixing a small project: what is written, what is left alone, and that a second run changes nothing.

import Findings
import Foundation
import Syntax
import Testing

@testable import Driver

extension ScratchProject {
  /// Fixes and writes; what was said.
  func fix(_ paths: [String] = [], upTo level: FixSafety = .safe) throws -> (result: FixResult, messages: [String]) {
    let result = try scanAndFix(request(paths), upTo: level)
    return (result, result.messages + writeFixes(result.files, of: request(paths)))
  }
}

private let models = """
  from django.db import models


  class Author(models.Model):
      name = models.CharField(max_length=50)


  class Book(models.Model):
      author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
      editor = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="edited")

  """

private let view = """
  from models import Author, Book


  def lines():
      books = Book.objects.all()
      return [book.author.name + book.editor.name for book in books]


  def shelves():
      for author in Author.objects.all():
          for book in author.books.all():
              print(book.editor.name)

  """

private let fixedView = """
  from models import Author, Book


  def lines():
      books = Book.objects.all().select_related("author", "editor")
      return [book.author.name + book.editor.name for book in books]


  def shelves():
      for author in Author.objects.all().prefetch_related("books__editor"):
          for book in author.books.all():
              print(book.editor.name)

  """

@Suite struct FixingTests {
  @Test func fixesOnceAndForAll() throws {
    let project = try ScratchProject(["models.py": models, "views.py": view])
    let first = try project.fix()
    #expect(try project.read("views.py") == fixedView)
    #expect(first.messages == [])
    #expect(first.result.fixed == 4)
    #expect(!first.result.scan.findings.contains { $0.rule == "lazy-relation-in-loop" })
    let second = try project.fix()
    #expect(second.result.files.isEmpty)
    #expect(second.result.fixed == 0)
    #expect(try project.read("models.py") == models)
  }

  @Test func keepsLineEndsModeAndBytes() throws {
    let text = "\u{FEFF}" + view.replacing("\n", with: "\r\n") + "# \u{E9}"
    let project = try ScratchProject(["models.py": models, "views.py": text])
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: project.url("views.py").path)
    _ = try project.fix()
    #expect(try project.read("views.py") == "\u{FEFF}" + fixedView.replacing("\n", with: "\r\n") + "# \u{E9}")
    let attributes = try FileManager.default.attributesOfItem(atPath: project.url("views.py").path)
    #expect(attributes[.posixPermissions] as? Int == 0o750)
    let names = try FileManager.default.contentsOfDirectory(atPath: project.path)
    #expect(names.sorted() == ["models.py", "views.py"])
  }

  @Test func leavesFilesThatWereReadInPart() throws {
    let broken = view + "\ndef broken(:\n"
    let project = try ScratchProject(["models.py": models, "views.py": broken])
    let run = try project.fix()
    #expect(try project.read("views.py") == broken)
    #expect(run.result.fixed == 0)
    #expect(run.messages.contains { $0.contains("views.py is left as it is: it was read in part") })
  }

  @Test func staysInTheScannedFolder() throws {
    let outside = try ScratchProject(["views.py": view])
    let project = try ScratchProject(["models.py": models])
    try FileManager.default.createSymbolicLink(
      at: project.url("views.py"), withDestinationURL: outside.url("views.py"))
    let run = try project.fix(["models.py", "views.py"])
    #expect(try outside.read("views.py") == view)
    #expect(run.messages.contains { $0.contains("link to a file outside") })
  }

  @Test func writesOnlyWhatItRead() throws {
    let project = try ScratchProject(["models.py": models, "views.py": view])
    let result = try scanAndFix(project.request(), upTo: .safe)
    try project.write("views.py", view + "# later\n")
    #expect(writeFixes(result.files, of: project.request()).contains { $0.contains("changed in the meantime") })
    #expect(try project.read("views.py") == view + "# later\n")
  }

  @Test func fixesTextFromStandardInput() throws {
    let project = try ScratchProject([:])
    var request = project.request()
    let text = models + view.replacing("from models import Author, Book\n", with: "")
    request.standardInput = StandardInput(path: "all.py", content: .bytes(SourceBytes(Array(text.utf8))))
    let result = try scanAndFix(request, upTo: .safe)
    let after = try #require(result.files.first?.after)
    #expect(after.text(ByteRange(0, after.count)).contains("prefetch_related(\"books__editor\")"))
  }
}

@Suite struct FixChoiceTests {
  private func finding(_ edits: [(Int, Int, String)], _ safety: FixSafety = .safe) -> Finding {
    let place = Location(path: "a.py", range: ByteRange(0, 1))
    let edits = edits.map {
      TextEdit(location: Location(path: "a.py", range: ByteRange($0.0, $0.1)), text: $0.2)
    }
    return Finding(
      rule: "r", kind: "n-plus-one", message: "m", subject: "s", location: place,
      fixes: [Fix(title: "t", safety: safety, edits: edits)])
  }

  private func chosen(_ findings: [Finding], _ level: FixSafety = .safe) -> [Int] {
    chooseFixes(findings, upTo: level, mayTake: { _, _ in true }).map(\.finding)
  }

  @Test func theFirstOfOverlappingFixesWins() {
    #expect(chosen([finding([(5, 9, "x")]), finding([(2, 6, "y")]), finding([(20, 20, "z")])]) == [1, 2])
    #expect(chosen([finding([(5, 5, "x")]), finding([(5, 5, "y")])]) == [0])
  }

  @Test func aFixIsTakenWholeOrNot() {
    #expect(chosen([finding([(5, 9, "x")]), finding([(1, 2, "y"), (7, 8, "y")])]) == [1])
  }

  @Test func equalFixesAreOne() {
    #expect(chosen([finding([(5, 5, "x")]), finding([(5, 5, "x")])]) == [0, 1])
  }

  @Test func riskIsAskedFor() {
    #expect(chosen([finding([(5, 5, "x")], .unsafe), finding([(1, 1, "y")], .display)]) == [])
    #expect(chosen([finding([(5, 5, "x")], .unsafe), finding([(1, 1, "y")], .display)], .unsafe) == [0])
  }
}
