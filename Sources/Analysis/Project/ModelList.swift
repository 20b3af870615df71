// The models of a project by class. What a model is, and how models are found, is in ModelIndex.swift.

import Facts

/// Models by class: asked for with almost every member of a row.
struct ModelList: Sendable {
  private var numbers: [Int32] = []
  private var list: [Model?] = []

  subscript(id: ClassID) -> Model? {
    _read {
      if id.index >= 0 && id.index < numbers.count && numbers[id.index] >= 0 {
        yield list[Int(numbers[id.index])]
      } else {
        yield nil
      }
    }
    _modify {
      if id.index >= numbers.count {
        numbers.append(contentsOf: repeatElement(-1, count: id.index + 1 - numbers.count))
      }
      if numbers[id.index] < 0 {
        numbers[id.index] = Int32(list.count)
        list.append(nil)
      }
      yield &list[Int(numbers[id.index])]
    }
  }

  func contains(_ id: ClassID) -> Bool {
    id.index >= 0 && id.index < numbers.count && numbers[id.index] >= 0 && list[Int(numbers[id.index])] != nil
  }

  /// In the order in which they were found.
  var values: [Model] { list.compactMap { $0 } }
  var keys: [ClassID] { list.compactMap { $0?.id } }
}
