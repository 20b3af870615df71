// Relations where no query is written: a class says which model it shows, and the framework asks for the rows. Its
// options say what to load with them.
// https://docs.djangoproject.com/en/stable/ref/contrib/admin/#django.contrib.admin.ModelAdmin.list_select_related

import Findings
import Syntax

/// The option of an admin class, or a queryset beside the `model` of a generic view.
func classChange(_ paths: [[EagerLoad.Step]], of node: NodeIndex, in file: ParsedFile) -> QueryChange? {
  guard let body = file.tree.lastChild(node), file.tree.kind(body) == .block else { return nil }
  let options = ClassOptions(body, file)
  if isAdmin(node, file) { return adminChange(paths, options, body, file) }
  guard let model = options.values["model"], options.values["queryset"] == nil,
    file.tree.kind(model) == .name || file.tree.kind(model) == .member
  else { return nil }
  let call = djangoCalls(paths, quote: file.quote).joined()
  let query = "queryset = \(file.text(model)).objects\(call)"
  return QueryChange(call: call, insertions: [newLine(query, after: model, file)], isSafe: false)
}

/// Whether a base class is an admin by its name.
private func isAdmin(_ node: NodeIndex, _ file: ParsedFile) -> Bool {
  guard let inheritance = file.children(node).first(where: { file.tree.kind($0) == .inheritance }) else { return false }
  return file.children(inheritance).contains { argument in
    file.tree.firstChild(argument).map { file.name($0).hasSuffix("Admin") } ?? false
  }
}

private func adminChange(
  _ paths: [[EagerLoad.Step]], _ options: ClassOptions, _ body: NodeIndex, _ file: ParsedFile
) -> QueryChange? {
  // The option joins; collections take a queryset of the class's own.
  guard !paths.contains(where: { $0.contains(where: \.isMany) }) else { return nil }
  let quote = file.quote
  let items = paths.map { quote + $0.map(\.relation).joined(separator: "__") + quote }
  let option = "list_select_related = [\(items.joined(separator: ", "))]"
  if let listed = options.values["list_select_related"] {
    guard file.tree.kind(listed) == .list || file.tree.kind(listed) == .tuple, let last = file.tree.lastChild(listed)
    else { return nil }
    let insertion = QueryChain.extending(lastItem: last, by: items, in: file)
    return QueryChange(call: option, insertions: [insertion], isSafe: false)
  }
  if let columns = options.values["list_display"] {
    return QueryChange(call: option, insertions: [newLine(option, after: columns, file)], isSafe: false)
  }
  guard let first = file.tree.firstChild(body),
    let indentation = file.lineStart(before: Int(file.tree.range(first).start))
  else { return nil }
  let isText = file.tree.kind(first) == .expressionStatement
  let insertion =
    isText
    ? Insertion(offset: Int(file.tree.range(first).end), text: "\n" + indentation + option)
    : Insertion(offset: Int(file.tree.range(first).start), text: option + indentation)
  return QueryChange(call: option, insertions: [insertion], isSafe: false)
}

/// A line below the assignment of `value`, indented as it is.
private func newLine(_ text: String, after value: NodeIndex, _ file: ParsedFile) -> Insertion {
  let statement = file.tree.parent(value) ?? value
  let indentation = file.lineStart(before: Int(file.tree.range(statement).start)) ?? "\n    "
  return Insertion(offset: Int(file.tree.range(statement).end), text: indentation + text)
}

/// What the body of a class assigns, by name.
private struct ClassOptions {
  var values: [String: NodeIndex] = [:]

  init(_ body: NodeIndex, _ file: ParsedFile) {
    for statement in file.children(body) where file.tree.kind(statement) == .assignment {
      guard let target = file.tree.firstChild(statement), file.tree.kind(target) == .name,
        file.tree.flags(statement).contains(.hasValue), let value = file.tree.lastChild(statement)
      else { continue }
      values[file.name(target)] = value
    }
  }
}
