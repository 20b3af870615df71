// Hostile input: nesting far over the limit on a small stack, files cut anywhere, bytes that are no text.

import Foundation
import PythonFrontend
import Syntax
import Testing

/// Whether tree and tokens of any input are as every reader of them expects.
private func isSound(_ bytes: [UInt8]) -> Bool {
  let source = SourceBytes(bytes)
  var names = NameTable()
  let tree = parsePython(source, names: &names, limits: Limits())
  guard tree.kind(0) == .module, tree.end(0) == tree.count else { return false }
  for node in 0..<tree.count {
    let range = tree.range(node)
    guard range.start <= range.end, Int(range.end) <= source.count else { return false }
    if let parent = tree.parent(node), !tree.isDescendant(node, of: parent) { return false }
  }
  // Tokens are in order; those after a template lie inside it or after it.
  var position = 0
  var templateEnds: [Int] = []
  for token in tree.tokens {
    while let end = templateEnds.last, token.start >= end { position = max(position, templateEnds.removeLast()) }
    guard token.start >= position, token.end <= templateEnds.last ?? source.count else { return false }
    if token.kind == PythonTokenKind.stringTemplate.rawValue {
      templateEnds.append(token.end)
      position = token.start
    } else {
      position = token.end
    }
  }
  return tree.tokens.last?.kind == PythonTokenKind.endOfFile.rawValue
}

/// Runs `body` on a thread with a small stack. Frames of a debug build are several times those of a release.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    body()
    done.signal()
  }
  #if DEBUG
    thread.stackSize = 4 << 20
  #else
    thread.stackSize = 512 << 10
  #endif
  thread.start()
  done.wait()
}

@Suite struct PythonRobustnessTests {
  static let program = """
    import a.b as c
    from .d import (e, f)

    @decorated(1)
    class A(B, metaclass=C):
        '''text'''
        x: int = 1  # type: int

        async def m(self, a, /, *b, c=1, **d) -> list[int]:
            # type: (...) -> int
            async with a as b, c: pass
            return [y async for y in await z if y not in (1, 2.5)]

    def g(a,  # type: int
          b):
        try:
            for i, *j in f(x=1, *a, **b)[1:2, ::3]:
                while i := i - 1: continue
                else: break
        except (A, B) as e: raise X from e
        finally: del a.b, c[0]
        if a < b <= c is not d: x = y = lambda q, *r: q if r else -1 ** 2
        elif f'{a!r:>{w}} {b=} {f"{c['k']}"}' 'x' rb'\\n': print >>f, 'x',
        with (open(x) as a, b): yield from c; global d
        match a, b:
            case {'k': [1, *_], **r} | P(x=0) as q if z: pass
            case _: assert a, b
    type T[U: int = str] = {**a, 1: {2, *b}, '\\u00e9': `c`}

    """

  static let nestings: [(open: String, close: String)] = [
    ("(", ")"), ("[", "]"), ("{1:", "}"), ("[*", "]"), ("{**", "}"), ("f(", ")"), ("f(*", ")"), ("a[", "]"),
    ("not ", ""), ("-", ""), ("lambda: ", ""), ("lambda a=", ""), ("2**", ""), ("2**-", ""), ("1 if a else ", ""),
    ("await ", ""), ("await [", "]"), ("f'{", "}'"), ("f'{a:{", "}}'"), ("[x for x in ", "]"), ("(yield ", ")"),
    ("(a := ", ")"), ("1 if (", ")"), ("`", ""), ("1+", ""), ("1<", ""), ("a.b()[1].", ""), ("1 and ", ""),
    ("'a' ", ""),
  ]

  @Test func nestingBeyondTheLimit() {
    onSmallStack {
      for (open, close) in Self.nestings {
        for isClosed in [true, false] {
          for prefix in ["x = ", "for ", "def f(", "match x:\n  case ", "x = 1  # type: ", "with ", "@", "class A("] {
            let count = prefix == "x = " ? 10_000 : 1_000
            let text =
              String(repeating: open, count: count) + "1"
              + (isClosed ? String(repeating: close, count: count) : "")
            var names = NameTable()
            let tree = parsePython(
              SourceBytes(Array((prefix + text + "\ny = 2\n").utf8)), names: &names, limits: Limits())
            #expect(tree.kind(0) == .module)
          }
        }
      }
      for header in ["if x:", "else:", "for x in y:", "try:", "def f():", "class A:", "with x:", "match x:", "x"] {
        let lines = (0..<1_000).map { String(repeating: " ", count: $0) + header }
        var names = NameTable()
        let tree = parsePython(
          SourceBytes(Array(lines.joined(separator: "\n").utf8)), names: &names, limits: Limits())
        #expect(tree.kind(0) == .module)
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
    let marks = Array("(){}[]'\"\\\n\t :;,.=#f\0".utf8)
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for _ in 0..<600 {
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
    let tree = parsePython(SourceBytes(Array(Self.program.utf8)), names: &names, limits: Limits())
    #expect(tree.issues == [])
  }

  @Test func namesAreFoundAgain() {
    var names = NameTable()
    var other = NameTable()
    _ = parsePython(SourceBytes(Array(Self.program.utf8)), names: &names, limits: Limits())
    for id in 1..<names.count {
      let name = NameID(rawValue: UInt32(id))
      let bytes = Array(names.utf8(name))
      #expect(names.find(bytes, hash: NameTable.hash(bytes)) == name)
      #expect(names.intern(names.text(name)) == name)
      #expect(other.intern(names, name) == other.intern(bytes))
    }
    #expect(names.find("continue_" as StaticString) == .none)
    #expect(names.text(names.find("decorated" as StaticString)) == "decorated")
  }
}
