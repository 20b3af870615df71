// What code looks like after a set was made of a collection that a loop asks: `«…»` is the loop's header, `‹…›` the test.

import Findings
import Fixes
import PythonFrontend
import Reporting
import SwiftFrontend
import Syntax
import Testing

/// The text after the fix, without the marks; nil where there is none.
private func fixed(_ marked: String, isSwift: Bool = false) -> String? {
  var text = ""
  var places: [Character: Int] = [:]
  for character in marked {
    if "«»‹›".contains(character) { places[character] = text.utf8.count } else { text.append(character) }
  }
  guard let header = places["«"], let headerEnd = places["»"], let test = places["‹"], let testEnd = places["›"] else {
    return nil
  }
  let source = SourceBytes(Array(text.utf8))
  var names = NameTable(capacity: 64)
  let tree =
    isSwift
    ? parseSwift(source, names: &names, limits: Limits()) : parsePython(source, names: &names, limits: Limits())
  let file = ParsedFile(path: "a", isSwift: isSwift, tree: tree, names: names, source: source)
  let lookup = SetLookup(
    test: Location(path: "a", range: ByteRange(test, testEnd)),
    loop: Location(path: "a", range: ByteRange(header, headerEnd)))
  guard let fix = setLookupFix(lookup, in: file), fix.safety == .unsafe,
    let after = applyEdits(fix.edits, to: source)
  else { return nil }
  return String(decoding: after, as: UTF8.self)
}

@Suite struct SetLookupTests {
  @Test func asksTheSetInEachTestOfTheLoop() {
    #expect(
      fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys› and not x.other not in ys: print(len(ys))\n")
        == "def f(xs, ys):\n    ys_set = set(ys)\n    for x in xs:\n"
        + "        if x in ys_set and not x.other not in ys_set: print(len(ys))\n")
    #expect(
      fixed(
        "func f(_ xs: [Int], _ ys: [Int]) {\n  «for x in xs» where ‹ys.contains(x)› {\n    print(x, ys.count)\n  }\n}\n",
        isSwift: true)
        == "func f(_ xs: [Int], _ ys: [Int]) {\n  let ysSet = Set(ys)\n  for x in xs where ysSet.contains(x) {\n"
        + "    print(x, ys.count)\n  }\n}\n")
  }

  @Test func goesBeforeTheStatementOfAComprehension() {
    #expect(
      fixed("def f(xs, ys):\n    return [\n        x «for x in xs» if ‹x in ys›\n    ]\n")
        == "def f(xs, ys):\n    ys_set = set(ys)\n    return [\n        x for x in xs if x in ys_set\n    ]\n")
    #expect(
      fixed("def f(xs, ys):\n    if any(‹x in ys› «for x in xs»):\n        return 1\n")
        == "def f(xs, ys):\n    ys_set = set(ys)\n    if any(x in ys_set for x in xs):\n        return 1\n")
  }

  @Test func addsToBoth() {
    #expect(
      fixed("def f(xs):\n    ys = []\n    «for x in xs:»\n        if ‹x.a not in ys›:\n            ys.append(x.a)\n")
        == "def f(xs):\n    ys = []\n    ys_set = set(ys)\n    for x in xs:\n        if x.a not in ys_set:\n"
        + "            ys.append(x.a)\n            ys_set.add(x.a)\n")
    #expect(
      fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x not in ys›: ys.append(x)\n")
        == "def f(xs, ys):\n    ys_set = set(ys)\n    for x in xs:\n"
        + "        if x not in ys_set: ys.append(x); ys_set.add(x)\n")
    #expect(
      fixed(
        "func f(_ xs: [Int], _ zs: [Int]) {\n  var ys = zs\n  «for x in xs» where !‹ys.contains(x)› { ys.append(x) }\n}\n",
        isSwift: true)
        == "func f(_ xs: [Int], _ zs: [Int]) {\n  var ys = zs\n  var ysSet = Set(ys)\n"
        + "  for x in xs where !ysSet.contains(x) { ys.append(x); ysSet.insert(x) }\n}\n")
  }

  @Test func leavesWhatTheLoopMayChange() {
    #expect(fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys›: ys.append(g(x))\n") == nil)
    #expect(fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys›: ys.extend(x)\n") == nil)
    #expect(fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys›: other(ys)\n") == nil)
    #expect(fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys›: ys = ys[1:]\n") == nil)
    #expect(fixed("def f(xs, ys):\n    «for x in xs:»\n        if ‹x in ys›: z = ys\n") == nil)
    #expect(fixed("def f(xs):\n    global ys\n    ys = []\n    «for x in xs:»\n        if ‹x in ys›: g()\n") == nil)
    #expect(fixed("def f(xs):\n    «for x in xs:»\n        if ‹x in ys›: g()\n") == nil)
    #expect(fixed("«for x in xs:»\n    if ‹x in ys›: g()\n") == nil)
  }

  @Test func leavesWhatHasNoRoomForAStatement() {
    #expect(fixed("def f(xs, ys): return [x «for x in xs» if ‹x in ys›]\n") == nil)
    #expect(fixed("def f(xs, ys):\n    while any(‹x in ys› «for x in xs»):\n        xs.pop()\n") == nil)
    #expect(
      fixed("func f(_ xs: [Int], _ ys: [Int]) -> [Int] {\n  «xs.filter { ‹ys.contains($0)› }»\n}\n", isSwift: true)
        == nil)
    #expect(fixed("def f(xs, ys, ys_set):\n    «for x in xs:»\n        if ‹x in ys›: g()\n") == nil)
  }
}
