// Relations on a SQLAlchemy query: loader options, `joinedload` for a relation to one row and `selectinload` for a
// collection, with the imports that they need.
// https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html

import Findings
import Syntax

/// Queries whose rows are no entities.
private let withoutEntities: Set = [
  "with_entities", "add_columns", "add_entity", "from_statement", "with_only_columns",
]

/// Queries to which another join is not always welcome.
private let delicate: Set = ["distinct", "group_by", "union", "union_all", "with_for_update", "from_self", "yield_per"]

/// Options that load a relation, by name.
private let loaders: Set = [
  "joinedload", "selectinload", "subqueryload", "contains_eager", "immediateload", "lazyload", "raiseload",
]

/// `selectinload(Order.items).joinedload(Item.product)`, with plain names.
func alchemyOption(_ path: [EagerLoad.Step]) -> String {
  path.map { "\(loader(for: $0))(\($0.model).\($0.relation))" }.joined(separator: ".")
}

private func loader(for step: EagerLoad.Step) -> String { step.isMany ? "selectinload" : "joinedload" }

func alchemyChange(
  _ paths: [[EagerLoad.Step]], of chain: QueryChain, at node: NodeIndex, in file: ParsedFile
) -> QueryChange? {
  guard !chain.calls(anyOf: withoutEntities), let entity = entityText(chain, file) else { return nil }
  var imports = ImportPlan(file, at: node)
  let options = chain.links.last { $0.method == "options" && !$0.arguments.isEmpty }
  let existing = (options?.arguments ?? []).compactMap { LoaderOption($0, file) }
  var insertions: [Insertion] = []
  var additions: [String] = []
  for path in paths {
    let owners = imports.owners(of: path, entity: entity)
    guard owners.count == path.count else { return nil }
    // The longest option that is there already and loads the first steps.
    let prefix = existing.filter { option in
      option.steps.count <= path.count && zip(option.steps, path).allSatisfy { $0.relation == $1.relation }
    }.max { $0.steps.count < $1.steps.count }
    let known = prefix?.steps.count ?? 0
    var text = ""
    for (index, step) in path.enumerated() {
      let call: String
      if index < known, let prefix {
        guard !prefix.isWhole else { continue }
        call = prefix.steps[index].text
      } else {
        guard let name = imports.loader(loader(for: step)) else { return nil }
        call = "\(name)(\(owners[index]).\(step.relation))"
      }
      text += (text.isEmpty ? "" : ".") + (index > 0 ? withoutModule(call) : call)
    }
    if let prefix, prefix.isWhole, known < path.count {
      insertions.append(Insertion(offset: prefix.end, text: "." + text))
    } else if known < path.count {
      additions.append(text)
    }
  }
  if let options, let insertion = QueryChain.extending(options, by: additions, in: file) {
    insertions.append(insertion)
  } else if !additions.isEmpty {
    let call = "options(\(additions.joined(separator: ", ")))"
    insertions.append(chain.appending(call, after: chain.links.last, in: file))
  }
  guard !insertions.isEmpty else { return nil }
  insertions += imports.insertions
  return QueryChange(
    call: ".options(\(paths.map(alchemyOption).joined(separator: ", ")))", insertions: insertions,
    isSafe: !chain.calls(anyOf: delicate))
}

/// `orm.joinedload(…)` after a dot is a method.
private func withoutModule(_ call: String) -> String {
  guard let parenthesis = call.firstIndex(of: "("), let dot = call[..<parenthesis].lastIndex(of: ".") else {
    return call
  }
  return String(call[call.index(after: dot)...])
}

/// The entity as the query writes it: `Order` in `select(Order)`, `session.query(Order)` and `Order.query`.
private func entityText(_ chain: QueryChain, _ file: ParsedFile) -> String? {
  let tree = file.tree
  for link in chain.links where link.method == "query" || link.method == "select" {
    return link.arguments.count == 1 ? entityArgument(link.arguments[0], file) : nil
  }
  switch tree.kind(chain.base) {
  case .call:
    let arguments = file.children(chain.base).dropFirst()
    return arguments.count == 1 ? arguments.first.flatMap { entityArgument($0, file) } : nil
  case .member where file.name(chain.base) == "query":
    return tree.firstChild(chain.base).flatMap { dottedName($0, file) }
  default: return nil
  }
}

private func entityArgument(_ argument: NodeIndex, _ file: ParsedFile) -> String? {
  file.tree.firstChild(argument).flatMap { dottedName($0, file) }
}

/// `Order`, `models.Order`: names only.
private func dottedName(_ node: NodeIndex, _ file: ParsedFile) -> String? {
  switch file.tree.kind(node) {
  case .name: return file.name(node)
  case .member:
    guard let object = file.tree.firstChild(node), let owner = dottedName(object, file) else { return nil }
    return owner + "." + file.name(node)
  default: return nil
  }
}

/// A loader option that a query has.
private struct LoaderOption {
  var steps: [(relation: String, text: String)] = []
  /// Whether it is nothing but loaders, so that its end is the place to go on from.
  var isWhole = true
  var end: Int

  init?(_ argument: NodeIndex, _ file: ParsedFile) {
    guard let value = file.tree.firstChild(argument), file.tree.kind(value) == .call else { return nil }
    end = Int(file.tree.range(value).end)
    let chain = QueryChain(endingWith: value, in: file)
    // `selectinload(Order.items)` begins the chain, with or without a module before it.
    var calls: [(name: String, call: NodeIndex, arguments: [NodeIndex])] = []
    if file.tree.kind(chain.base) == .call, let callee = file.tree.firstChild(chain.base) {
      calls.append((file.name(callee), chain.base, Array(file.children(chain.base).dropFirst())))
    }
    calls += chain.links.map { ($0.method, $0.call, $0.arguments) }
    for (name, _, arguments) in calls {
      guard loaders.contains(name) else {
        isWhole = false
        break
      }
      guard arguments.count == 1, let path = file.tree.firstChild(arguments[0]), file.tree.kind(path) == .member else {
        isWhole = false
        break
      }
      steps.append((file.name(path), "\(name)(\(file.text(path)))"))
    }
    if steps.isEmpty { return nil }
  }
}
