// Hostile input: nesting far over the limit on a small stack, files cut anywhere, bytes that are no text.

import Foundation
import SwiftFrontend
import Syntax
import Testing

/// Whether tree and tokens of any input are as every reader of them expects.
private func isSound(_ bytes: [UInt8]) -> Bool {
  let source = SourceBytes(bytes)
  var names = NameTable()
  let tree = parseSwift(source, names: &names, limits: Limits())
  guard tree.kind(0) == .module, tree.end(0) == tree.count else { return false }
  for node in 0..<tree.count {
    let range = tree.range(node)
    guard range.start <= range.end, Int(range.end) <= source.count else { return false }
    guard let parent = tree.parent(node) else { continue }
    guard tree.isDescendant(node, of: parent), tree.range(parent).contains(range) else { return false }
  }
  // Tokens are in order; those after a template lie inside it or after it.
  var position = 0
  var templateEnds: [Int] = []
  for token in tree.tokens {
    while let end = templateEnds.last, token.start >= end { position = max(position, templateEnds.removeLast()) }
    guard token.start >= position, token.end <= templateEnds.last ?? source.count else { return false }
    if token.kind == SwiftTokenKind.stringTemplate.rawValue {
      templateEnds.append(token.end)
      position = token.start
    } else {
      position = token.end
    }
  }
  return tree.tokens.last?.kind == SwiftTokenKind.endOfFile.rawValue
}

/// Runs `body` on a thread with the stack that the worker threads have at least.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    body()
    done.signal()
  }
  thread.stackSize = 512 << 10
  thread.start()
  done.wait()
}

private let corpus = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Corpus/parsing/swift")

/// The dump of each corpus file is the file beside it; `UPDATE_GOLDEN=1` writes them anew.
@Test(arguments: ["modern.swift", "broken.swift"])
func treesAreAsInTheCorpus(_ name: String) throws {
  let file = corpus.appendingPathComponent(name)
  var names = NameTable()
  let tree = parseSwift(SourceBytes([UInt8](try Data(contentsOf: file))), names: &names, limits: Limits())
  var dump = tree.dump(names: names)
  for issue in tree.issues { dump += "# \(issue.range.start)..<\(issue.range.end) \(issue.message)\n" }
  let golden = file.appendingPathExtension("tree")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try dump.write(to: golden, atomically: true, encoding: .utf8)
  }
  #expect(dump == (try String(contentsOf: golden, encoding: .utf8)))
}

@Suite struct SwiftRobustnessTests {
  static let program = ##"""
    import struct A.B
    #if os(Linux) && swift(>=5.9)
    @available(macOS 13, *)
    #endif
    public final class Box<T: P, each U>: Base, Q where T.A == Int {
      static let x = [1, 0x2.8p1], (y, _): (Int, B?) = (1, nil)
      @Wrapped(a: 1) lazy var z: [String: [Int]] = { [weak self] (a, b: inout Int) async throws(E) -> T in a }(1) {
        willSet(new) { print("\(new, f: "\(x ?? #"\n\#(y)"#)")") }
      }
      var c: Int { get async throws { 1 } nonmutating set { } }
      subscript<A>(_ i: Int = 0, a: A...) -> some P { x[..<i, default: 0] }
      init?(a: borrowing T) { self.a = a; super.init() }
      indirect enum E: Int { case a(Int, b: C = .d), e = 1 }
      func + (l: Self, r: repeat each U) rethrows -> ((A) -> B)? { l < r ? l as! A : try? await r }
    }
    extension A.B<C>: ~Copyable {}
    outer: for case let .a(x, y?) in zip(a, b).map({ $0 + $1 }) where x is Int {
      guard let self, case (1...2, _) = x, #available(iOS 1, *) else { continue outer }
      switch x { case .a(let b) where b > 1, is C: break
      #if DEBUG
      case /a(b)[c]/: fallthrough
      #endif
      @unknown default: throw E.a }
      repeat { x += 1 << 2 } while !x && y || z
      do { defer { a() }; try b.c?.d![0](e: &f) { g } h: { _ in } } catch let e as F { } catch { }
    }
    a
      .b(\.c?.d[0], \A<B>.e, #macro<T>(1) { 2 })
      #if x
      .c()
      #endif
    let t = """
      a \
      b \(c)
      """ + #/x\/y/# + if a { 1 } else if b { 2 } else { 3 }
    infix operator <+>: P
    macro m(_ a: Int) = #external("a")
    """##

  static let nestings: [(open: String, close: String)] = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("a[", "]"), ("f { ", "}"), ("{ a in ", "}"), ("[1: ", "]"),
    ("\"\\(", ")\""), ("#\"\\#(", ")\"#"), ("- ", ""), ("!", ""), ("-(", ")"), ("try ", ""), ("await ", ""),
    ("a ? ", " : b"),
    ("a ? b : ", ""), ("a = ", ""), ("a ?? ", ""), ("a + ", ""), ("a && ", ""), ("a.b()[1].", ""), ("A<", ">"),
    ("a as [", "]"), ("a as (", ")"), ("a as A<", ">"), ("a as () -> ", ""), ("\\A.", ""), ("\\[", "]"),
    ("if a { ", "}"), ("if ", "{}"), ("switch a { case b: ", "}"), ("if a {} else ", ""), ("#if a\n", "\n#endif"),
    ("#m(", ")"), ("a { $0 }.", ""), ("any ", ""), ("~", ""), ("- - ", ""), ("& ", ""), ("@a(", ")"), ("/* ", " */"),
    ("func f() { ", "}"), ("struct A { ", "}"), ("var a: B { ", "}"), ("do { ", "}"), ("let a = ", ""),
    ("case .a(", ")"), ("for a in ", " {}"), ("repeat { ", "} while a"), ("a: ", ""), ("@a ", ""), ("lazy ", ""),
    ("<", ">"), ("/", ""), ("#/", "/#"), ("<#", "#>"), ("`", ""), ("let (", ")"), ("each ", ""),
    ("guard a else { ", "}"),
  ]

  @Test func nestingBeyondTheLimit() {
    onSmallStack {
      for (open, close) in Self.nestings {
        for isClosed in [true, false] {
          for prefix in ["", "x = ", "let x: ", "func f(", "switch x { case ", "if ", "@a class A: "] {
            let count = prefix.isEmpty ? 10_000 : 400
            let text =
              String(repeating: open, count: count) + "1" + (isClosed ? String(repeating: close, count: count) : "")
            var names = NameTable()
            let tree = parseSwift(
              SourceBytes(Array((prefix + text + "\ny = 2\n").utf8)), names: &names, limits: Limits())
            #expect(tree.kind(0) == .module)
          }
        }
      }
    }
  }

  @Test func cutAnywhere() {
    let bytes = Array(Self.program.utf8)
    for end in 0...bytes.count where !isSound(Array(bytes[..<end])) {
      Issue.record("cut at \(end): \(String(decoding: bytes[..<end].suffix(40), as: UTF8.self))")
    }
    for start in stride(from: 0, to: bytes.count, by: 3) where !isSound(Array(bytes[start...])) {
      Issue.record("cut from \(start): \(String(decoding: bytes[start...].prefix(40), as: UTF8.self))")
    }
  }

  @Test func bytesTakenOutOrChanged() {
    let bytes = Array(Self.program.utf8)
    let marks = Array("(){}[]<>\"\\\n/ :;,.=#@?!&'`\0".utf8)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for _ in 0..<800 {
      var changed = bytes
      for _ in 0..<3 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        let place = Int(state % UInt64(changed.count))
        switch state >> 60 {
        case 0..<6: changed.remove(at: place)
        case 6..<12: changed[place] = marks[Int(state >> 32) % marks.count]
        default: changed[place] = UInt8(truncatingIfNeeded: state >> 40)
        }
      }
      if !isSound(changed) { Issue.record("\(String(decoding: changed, as: UTF8.self))") }
    }
  }

  @Test func wholeProgramIsClean() {
    var names = NameTable()
    let tree = parseSwift(SourceBytes(Array(Self.program.utf8)), names: &names, limits: Limits())
    #expect(tree.issues == [])
  }
}
