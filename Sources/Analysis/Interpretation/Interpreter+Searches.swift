// Loops that look for something in memory: judged when they end, by what their body was seen to compare.

import Facts
import Syntax

extension Interpreter {
  /// `buffer.clear()` after the loop over it: a batch, not all that was gathered.
  private func isEmptied(_ loop: OpenLoop, _ frame: Frame) -> Bool {
    guard loop.begin >= 0 else { return false }
    let facts = project.files[frame.file]
    let iterated = facts.operations[bodyStart(frame) + loop.begin].a
    return facts.operations(of: facts.bodies[frame.body]).contains {
      $0.kind == .invoke && $0.a == iterated && $0.argumentCount == 0 && knowledge.emptying.contains($0.name)
    }
  }

  /// After a loop: if all it does is look for the elements that match something from outside it, that is one scan.
  func noteSearch(_ loop: OpenLoop, _ frame: Frame) {
    let value = values[loop.iterable.value]
    // Walking what the loop around adds to is quadratic whatever is done with it.
    let isGrowing =
      value.flags.contains(.growing) && !frame.loops.isEmpty && loop.iterable.variance < frame.loopDepth
      && !isEmptied(loop, frame)
    guard loop.comparesElement || isGrowing, loop.multiplies, !loop.isWhile else { return }
    guard isInMemory(value), value.kind != .unknown || !loop.iterableName.isNone else { return }
    guard !value.flags.contains(.bounded) || value.flags.contains(.large) else { return }
    var subject = loop.iterableName
    if subject.isNone, loop.begin >= 0 {
      let facts = project.files[frame.file]
      let start = facts.bodies[frame.body].start
      subject = subjectName(of: facts.operations[start + loop.begin].a, facts, start, frame)
    }
    var effect = Effect(kind: .search, model: -1, name: words.equals, subject: subject, place: loop.reference.place)
    effect.root = loop.iterable.root
    effect.variance = loop.iterable.variance
    effect.collection = value.kind == .collection ? CollectionType(rawValue: value.c) ?? .any : .any
    effect.confidence = scanConfidence(value, project.files[frame.file].language)
    add(effect, to: frame)
  }
}
