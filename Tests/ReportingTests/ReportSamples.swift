// Small reports built by hand, each for what it shows; the golden files in Corpus/output are made from them.

import Findings
import Reporting
import Syntax

struct Sample {
  var name: String
  var input: ReportInput
}

/// Where `text` stands in `source` for the `occurrence`-th time.
func range(of text: String, in source: String, occurrence: Int = 1) -> ByteRange {
  let (needle, hay) = (Array(text.utf8), Array(source.utf8))
  var found = 0
  for start in 0..<max(hay.count - needle.count + 1, 0) where hay[start..<start + needle.count].elementsEqual(needle) {
    found += 1
    if found == occurrence { return ByteRange(start, start + needle.count) }
  }
  return ByteRange(0, 0)
}

func makeInput(
  _ sources: [String: String], _ findings: [Finding], summary: RunSummary = measured(), rules: [RuleMetadata] = [],
  width: Int = 100
) -> ReportInput {
  ReportInput(
    findings: findings, summary: summary, rules: rules, sources: sources.mapValues { SourceBytes(Array($0.utf8)) },
    toolVersion: "0.1.0", informationURI: "https://example.org/perf-lint", width: width)
}

func measured(files: Int = 2, lines: Int = 31, seconds: Double = 0.0123) -> RunSummary {
  var summary = RunSummary()
  summary.files = files
  summary.lines = lines
  summary.seconds = seconds
  return summary
}

let samples = [
  empty, relationInLoop, queryInHelper, oddCharacters, missingIndex, changedInSeveralPlaces, readInPart,
]

private let empty = Sample(name: "empty", input: makeInput([:], [], summary: measured(files: 0, lines: 0, seconds: 0)))

private let relationRule = RuleMetadata(
  id: "lazy-relation-in-loop", kind: "n-plus-one", severity: .warning,
  summary: "a related row is loaded with its own query for each row of a loop",
  page: """
    # lazy-relation-in-loop

    Reading a relation that was **not loaded** with its rows runs *one more query*
    for each row, see `select_related`.

    ## Example

    ```python
    for order in Order.objects.all():
        print(order.customer.name)
    ```

    - Instead, load the relation [with the rows](https://example.org/select-related).
    """, languages: ["python"])

private let relationInLoop: Sample = {
  let path = "shop/views.py"
  let source = """
    from shop.models import Order


    def names(request):
        orders = Order.objects.filter(open=True)
        lines = []
        for order in orders:
            lines.append(order.customer.name)
        return lines
    """
  func place(_ text: String) -> Location { Location(path: path, range: range(of: text, in: source)) }
  let end = range(of: "filter(open=True)", in: source).end
  let finding = Finding(
    rule: "lazy-relation-in-loop", kind: "n-plus-one", message: "each order loads `customer` with its own query",
    subject: "Order.customer", location: place("order.customer"),
    related: [
      RelatedPlace(
        location: place("Order.objects.filter(open=True)"), role: .source, message: "the orders come from here"),
      RelatedPlace(location: place("for order in orders"), role: .loop, message: "runs once for each order"),
    ],
    cost: CostChange(before: "1 + orders queries", after: "1 query"),
    fixes: [
      Fix(
        title: "select the customers with the orders", safety: .safe,
        edits: [
          TextEdit(
            location: Location(path: path, range: ByteRange(start: end, end: end)),
            text: ".select_related(\"customer\")")
        ])
    ])
  return Sample(name: "relation-in-loop", input: makeInput([path: source], [finding], rules: [relationRule]))
}()

private let queryInHelper: Sample = {
  let view = "app/report view.py"
  let helper = "app/größe.py"
  let viewSource = "for key in keys:\n    rows.append(load(key))\n"
  let helperSource = "def load(key):\n\n\n    return cursor.execute(QUERY, (key,)).fetchone()\n"
  let call = Location(path: view, range: range(of: "load(key)", in: viewSource))
  func finding(_ confidence: Confidence, at location: Location, related: [RelatedPlace]) -> Finding {
    Finding(
      rule: "query-in-loop", kind: "n-plus-one", severity: .error, confidence: confidence,
      message: "each round of the loop runs the query in `load`", subject: "rows", location: location,
      related: related, cost: CostChange(before: "keys queries", after: "1 query"), degree: 2)
  }
  let related = [
    RelatedPlace(
      location: Location(path: view, range: range(of: "for key in keys", in: viewSource)), role: .loop,
      message: "runs once for each key"),
    RelatedPlace(
      location: Location(path: helper, range: range(of: "load(key)", in: helperSource)), role: .call,
      message: "`load` is called"),
    RelatedPlace(
      location: Location(path: helper, range: range(of: "cursor.execute(QUERY, (key,))", in: helperSource)),
      role: .query, message: "the query runs here"),
    RelatedPlace(
      location: Location(path: "not/at/hand.sql", range: ByteRange(40, 50)), role: .model, message: "the table"),
  ]
  let elsewhere = Location(path: "not/at/hand.py", range: ByteRange(7, 9))
  return Sample(
    name: "query-in-helper",
    input: makeInput(
      [view: viewSource, helper: helperSource],
      [finding(.medium, at: elsewhere, related: []), finding(.high, at: call, related: related)]))
}()

private let oddCharacters: Sample = {
  let path = "odd.swift"
  let long = String(repeating: "a, ", count: 60) + "names.contains(value), " + String(repeating: "b, ", count: 60)
  let source = """
    \tlet 名前 = "日本語 é 👍"; names.contains(名前) // tab and wide
    let escape = "\u{1B}[31m red \u{202E} turned"; names.contains(escape)
    call(\(long)names.contains(last))\r
    names.contains(first)\u{7}
    """
  func finding(_ text: String, occurrence: Int = 1) -> Finding {
    Finding(
      rule: "membership-scan-in-loop", kind: "quadratic", severity: .note, confidence: .low,
      message: "`contains` scans \u{1B}[1m `names` [all](1)\nof it", subject: "names",
      location: Location(path: path, range: range(of: text, in: source, occurrence: occurrence)))
  }
  let texts = [
    "names.contains(名前)", "names.contains(escape)", "names.contains(value)", "names.contains(last)",
    "names.contains(first)",
  ]
  return Sample(name: "odd-characters", input: makeInput([path: source], texts.map { finding($0) }, width: 80))
}()

private let missingIndex: Sample = {
  let query = "shop/queries.py"
  let schema = "schema.sql"
  let statement = "SELECT * FROM orders\n  WHERE customer_id = ?\n  ORDER BY created DESC"
  let querySource = "RECENT = \"\"\"\n  \(statement)\n\"\"\"\n"
  let schemaSource =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY);\nCREATE TABLE orders (\n  id INTEGER PRIMARY KEY\n);\n"
  let proposal = IndexProposal(
    table: "orders", columns: ["customer_id", "created DESC"], predicate: "closed = 0",
    ddl: "CREATE INDEX idx_orders_customer_id_created\n  ON orders (customer_id, created DESC) WHERE closed = 0;")
  let finding = Finding(
    rule: "missing-index", kind: "missing-index", message: "the query reads all of `orders`",
    subject: "orders(customer_id, created DESC)",
    location: Location(path: query, range: range(of: statement, in: querySource)),
    related: [
      RelatedPlace(
        location: Location(path: schema, range: range(of: "customers", in: schemaSource)), role: .model,
        message: "`customers` is declared here")
    ],
    cost: CostChange(before: "orders rows", after: "log(orders) rows"), index: proposal,
    evidence: [
      .plan(
        statement: statement, before: ["SCAN orders", "USE TEMP B-TREE FOR ORDER BY"],
        after: ["SEARCH orders USING INDEX idx_orders_customer_id_created (customer_id=?)"]),
      .schema(Location(path: schema, range: range(of: "CREATE TABLE orders (", in: schemaSource))),
    ])
  return Sample(name: "missing-index", input: makeInput([query: querySource, schema: schemaSource], [finding]))
}()

private let changedInSeveralPlaces: Sample = {
  let first = "a/users.swift"
  let second = "b/known.swift"
  let firstSource =
    "func check(all: [User]) {\n  let known = all.map(\\.id)\n  for user in all {\n"
    + "    if known.contains(user.id) {\n      use(user)\n    }\n  }\n}\n"
  let secondSource = "import Foundation\r\nvar seen: [Int] = []\r\n"
  func edit(_ path: String, _ text: String, in source: String, to new: String) -> TextEdit {
    TextEdit(location: Location(path: path, range: range(of: text, in: source)), text: new)
  }
  let finding = Finding(
    rule: "membership-scan-in-loop", kind: "quadratic",
    message: "`known.contains` scans the array for each user", subject: "known",
    location: Location(path: first, range: range(of: "known.contains(user.id)", in: firstSource)),
    related: [
      RelatedPlace(
        location: Location(path: first, range: range(of: "for user in all", in: firstSource)), role: .loop,
        message: "runs once for each user")
    ],
    cost: CostChange(before: "all × known", after: "all + known"),
    fixes: [
      Fix(
        title: "make `known` a set", safety: .unsafe,
        edits: [
          edit(second, "var seen: [Int] = []", in: secondSource, to: "var seen: Set<Int> = []"),
          edit(first, "all.map(\\.id)", in: firstSource, to: "Set(all.map(\\.id))"),
          edit(first, "      use(user)\n    }\n", in: firstSource, to: "      use(\n        user)\n    }\n"),
        ]),
      Fix(title: "keep the ids in a dictionary by user", safety: .display, edits: []),
    ], degree: 2)
  return Sample(name: "several-edits", input: makeInput([first: firstSource, second: secondSource], [finding]))
}()

private let readInPart: Sample = {
  var summary = measured(files: 1_412, lines: 1_098_211, seconds: 12.3456)
  summary.skipped = ["vendored": 11, "tests": 1_020, "generated": 11, "none": 0]
  summary.partial = [
    PartialRead(path: "dump.sql", reason: "a statement is longer than 1 MiB"),
    PartialRead(path: "dump.sql", reason: "not UTF-8 from byte 18"),
    PartialRead(path: "strange\u{1B}.py", reason: "nested deeper than 200"),
  ]
  return Sample(name: "read-in-part", input: makeInput([:], [], summary: summary))
}()
