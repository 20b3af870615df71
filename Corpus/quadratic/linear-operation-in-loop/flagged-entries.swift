// The elements of a dictionary are pairs: what their parts are is known in closures and loops.
final class Group {
  var children: [String] = []
  func add(_ child: String) { children.append(child) }
}

final class Objects {
  var groups: [String: Group] = [:]

  func owner(of file: String) -> Group? {
    groups.first(where: { $0.value.children.contains(file) })?.value
  }

  func owners(_ files: [String]) -> [Group] {
    files.compactMap { owner(of: $0) }  // expect: linear-operation-in-loop
  }
}
