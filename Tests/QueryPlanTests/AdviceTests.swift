import Facts
import Findings
import QueryPlan
import Testing

private let shop = """
  CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT, is_active BOOLEAN, created_at TEXT);
  CREATE TABLE orders (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), status TEXT, total NUMERIC,
    created_at TEXT, reference TEXT);
  CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, product_id INTEGER, quantity INTEGER);
  CREATE TABLE countries (id INTEGER PRIMARY KEY, name TEXT);
  """

/// A query, and the indexes that it needs.
@Test(arguments: [
  ("SELECT * FROM orders WHERE user_id = ?", ["orders(user_id)"]),
  ("SELECT * FROM orders o WHERE o.user_id = :user", ["orders(user_id)"]),
  ("SELECT * FROM public.orders WHERE reference IN (%s, %s)", ["orders(reference)"]),
  ("UPDATE orders SET status = 'x' WHERE reference = ?", ["orders(reference)"]),
  ("DELETE FROM order_items WHERE order_id = $1", ["order_items(order_id)"]),
  ("SELECT * FROM users WHERE lower(email) = ?", ["users(lower(email))"]),
  ("SELECT * FROM users WHERE my_function(name) = 1 AND email = ?", ["users(email)"]),
  ("SELECT i.* FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = ?", ["order_items(order_id)"]),
  ("SELECT * FROM (SELECT * FROM orders) AS o WHERE o.reference = ?", ["orders(reference)"]),
  ("WITH mine AS (SELECT id, user_id AS owner FROM orders) SELECT * FROM mine WHERE owner = ?", ["orders(user_id)"]),
  ("SELECT * FROM users WHERE EXISTS (SELECT 1 FROM orders WHERE user_id = users.id)", ["orders(user_id)"]),
  ("SELECT * FROM orders ORDER BY created_at DESC LIMIT 10", ["orders(created_at)"]),
  ("SELECT * FROM orders WHERE created_at > ? AND created_at < ?", ["orders(created_at)"]),
  ("SELECT * FROM orders WHERE user_id = ? OR reference = ?", ["orders(reference)", "orders(user_id)"]),
  ("SELECT * FROM orders WHERE user_id = ?; SELECT * FROM orders WHERE user_id = ? ORDER BY id", ["orders(user_id)"]),
  // Nothing to gain.
  ("SELECT * FROM orders", []),
  ("SELECT * FROM orders WHERE id = ?", []),
  ("SELECT * FROM orders ORDER BY created_at", []),
  ("SELECT count(*) FROM orders", []),
  ("SELECT * FROM users WHERE is_active = 1", []),
  ("SELECT * FROM orders WHERE status = 'open'", []),
  ("SELECT * FROM users WHERE name LIKE '%x%'", []),
  ("SELECT * FROM users WHERE email IS NOT NULL", []),
  ("SELECT * FROM nowhere WHERE a = 1", []),
  ("SELECT * FROM orders WHERE nothing = 1", []),
  ("SELECT * FROM orders WHERE total + 1 = ?", []),
  ("INSERT INTO orders (user_id) VALUES (1)", []),
])
func proposes(query: String, indexes: [String]) {
  #expect(proposals(shop, query) == indexes)
}

@Test func smallTablesAreLeftAlone() {
  #expect(proposals(shop, "SELECT * FROM countries WHERE name = ?", rows: ["countries": 200]) == [])
}

@Test func existingIndexesCount() {
  let schema = shop + "CREATE INDEX orders_user ON orders (user_id); CREATE UNIQUE INDEX u ON users (email);"
  #expect(proposals(schema, "SELECT * FROM orders WHERE user_id = ?; SELECT * FROM users WHERE email = ?") == [])
}

@Test func ddlAndPlansAreTold() throws {
  let advice = advise(shop, "SELECT * FROM orders WHERE user_id = ?")
  let proposal = try #require(advice.proposals.first)
  #expect(proposal.index.ddl == "CREATE INDEX idx_orders_user_id ON orders(user_id)")
  #expect(proposal.confidence == .high)
  let served = try #require(proposal.statements.first)
  #expect(served.before == ["SCAN orders"])
  #expect(served.after == ["SEARCH orders USING INDEX idx_orders_user_id (user_id=?)"])
  let finding = try #require(missingIndexFindings(advice).first)
  #expect(finding.subject == "orders(user_id)")
  #expect(
    finding.message == "`orders` is scanned on every run of this query; an index on `user_id` turns it into a search")
  #expect(finding.cost == CostChange(before: "orders rows per query", after: "matching rows per query"))
}

@Test func countsWhatGotThrough() {
  let advice = advise(shop, "SELECT * FROM orders WHERE user_id = ?; SELECT * FROM nowhere")
  #expect(advice.statementsSeen == 2)
  #expect(advice.statementsPlanned == 1)
  #expect(advice.tablesSeen == 4)
  #expect(advice.tablesCreated == 4)
  #expect(advice.untranslated.map(\.reason) == ["table `nowhere` is not declared"])
}

@Test func aPrefixIsProposedOnce() {
  let queries = """
    SELECT * FROM order_items WHERE order_id = ?;
    SELECT * FROM order_items WHERE order_id = ? AND product_id = ? ORDER BY quantity LIMIT 1;
    """
  let found = proposals(shop, queries)
  #expect(found.filter { $0.hasPrefix("order_items(order_id") }.count == 1)
}

@Test func whatAParentsKeyFindsIsLeftAlone() {
  let schema = """
    CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT UNIQUE, owner TEXT, about TEXT);
    CREATE TABLE units (
      id INTEGER PRIMARY KEY, project_id INTEGER REFERENCES projects (id), name TEXT, position INTEGER, note TEXT);
    CREATE INDEX units_project ON units (project_id);
    """
  // The rows of one parent, of some, and of all that a join meets.
  #expect(proposals(schema, "SELECT * FROM units WHERE project_id = ? AND name = ?") == [])
  #expect(proposals(schema, "SELECT * FROM units WHERE project_id IN (?) ORDER BY name LIMIT 1") == [])
  let joined = "SELECT u.* FROM projects p JOIN units u ON u.project_id = p.id WHERE p.name = ? AND u.name = ?"
  #expect(proposals(schema, joined) == [])
  #expect(proposals(schema, "SELECT * FROM units WHERE name = ?") == ["units(name)"])
}

@Test func noTextIsNoValueToSeek() {
  #expect(proposals(shop, "SELECT * FROM orders WHERE reference = ''") == [])
}
