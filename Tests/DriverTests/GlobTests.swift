// Patterns of ignore files against paths, with what `git check-ignore` says of them.

import Testing

@testable import Driver

private func check(
  _ rules: String, _ path: String, _ expected: IgnoreVerdict, sourceLocation: SourceLocation = #_sourceLocation
) {
  let isFolder = path.hasSuffix("/")
  let bytes = Array((isFolder ? String(path.dropLast()) : path).utf8)
  let nameStart = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
  let verdict = IgnoreRules(Array(rules.utf8), base: .below(dropping: 0))
    .verdict(bytes, nameStart: nameStart, isFolder: isFolder)
  #expect(verdict == expected, "\(rules) on \(path)", sourceLocation: sourceLocation)
}

@Suite struct GlobTests {
  @Test func names() {
    check("foo", "foo", .ignored)
    check("foo", "a/b/foo", .ignored)
    check("foo", "foobar", .unmentioned)
    check("*.pyc", "a/b.pyc", .ignored)
    check("*.pyc", "a/b.pyc/", .ignored)
    check("foo/", "foo", .unmentioned)
    check("foo/", "a/foo/", .ignored)
    check("b?r", "bar", .ignored)
    check("b?r", "bär", .ignored)
    check("[a-c]x", "bx", .ignored)
    check("[!a-c]x", "bx", .unmentioned)
    check("[!a-c]x", "dx", .ignored)
    check("f*o", "f/o", .unmentioned)
  }

  @Test func anchored() {
    check("/foo", "foo", .ignored)
    check("/foo", "a/foo", .unmentioned)
    check("a/b", "a/b", .ignored)
    check("a/b", "x/a/b", .unmentioned)
    check("a/*", "a/b", .ignored)
    check("a/*", "a/b/c", .unmentioned)
    check("a/*.py", "a/b.py", .ignored)
  }

  @Test func doubleStars() {
    check("**/foo", "foo", .ignored)
    check("**/foo", "a/b/foo", .ignored)
    check("**/a/b", "x/y/a/b", .ignored)
    check("abc/**", "abc/x/y", .ignored)
    check("abc/**", "abc/", .unmentioned)
    check("a/**/b", "a/b", .ignored)
    check("a/**/b", "a/x/y/b", .ignored)
    check("a/**/b", "ab", .unmentioned)
    check("**", "anything/at/all", .ignored)
  }

  @Test func order() {
    check("*.py\n!keep.py", "keep.py", .kept)
    check("!keep.py\n*.py", "keep.py", .ignored)
    check("# comment\n\n\\#name", "#name", .ignored)
    check("\\!name", "!name", .ignored)
    check("name  ", "name", .ignored)
    check("name\\ ", "name ", .ignored)
    check("crlf\r\n", "crlf", .ignored)
  }

  @Test func hostilePatternsEnd() {
    check(String(repeating: "*a", count: 500) + "b", String(repeating: "a", count: 4000), .unmentioned)
    check(String(repeating: "**/", count: 300) + "b", String(repeating: "a/", count: 1000) + "a", .unmentioned)
    check("[", "[", .ignored)
    check("[a", "[a", .ignored)
    check("a\\", "a", .unmentioned)
  }
}
