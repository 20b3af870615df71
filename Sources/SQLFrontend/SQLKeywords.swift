// Finds the kind of a word in one probe: a table over the first 16 bytes of the lower-cased word.

/// Kinds of words, open addressing. Built once per process.
struct SQLKeywordTable: Sendable {
  private struct Slot {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var kind = SQLTokenKind.word
  }
  private static let slotCount = 1024
  private var slots = [Slot](repeating: Slot(), count: slotCount)

  static let shared = SQLKeywordTable()

  private init() {
    for (text, kind) in SQLKeywordTable.words {
      var low: UInt64 = 0
      var high: UInt64 = 0
      for (i, byte) in text.utf8.enumerated() {
        if i < 8 {
          low |= UInt64(byte | 0x20) << UInt64(8 * i)
        } else {
          high |= UInt64(byte | 0x20) << UInt64(8 * (i - 8))
        }
      }
      var slot = SQLKeywordTable.slot(low, high)
      while slots[slot].low != 0 { slot = (slot + 1) & (SQLKeywordTable.slotCount - 1) }
      slots[slot] = Slot(low: low, high: high, kind: kind)
    }
  }

  @inline(__always)
  private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }

  /// Kind of a word of at most 16 bytes, given as two little-endian words of its bytes, each with bit 5 set.
  @inline(__always)
  func kind(_ low: UInt64, _ high: UInt64) -> SQLTokenKind {
    var slot = SQLKeywordTable.slot(low, high)
    while slots[slot].low != 0 {
      if slots[slot].low == low && slots[slot].high == high { return slots[slot].kind }
      slot = (slot + 1) & (SQLKeywordTable.slotCount - 1)
    }
    return .word
  }

  private static let words: [(String, SQLTokenKind)] = [
    ("all", .all), ("and", .and), ("as", .as), ("between", .between), ("case", .case), ("check", .check),
    ("collate", .collate), ("constraint", .constraint), ("create", .create), ("default", .default),
    ("distinct", .distinct), ("else", .else), ("except", .except), ("exists", .exists), ("foreign", .foreign),
    ("from", .from), ("group", .group), ("having", .having), ("in", .in), ("insert", .insert),
    ("intersect", .intersect), ("into", .into), ("is", .is), ("isnull", .isnull), ("join", .join), ("limit", .limit),
    ("not", .not), ("notnull", .notnull), ("null", .null), ("on", .on), ("or", .or), ("order", .order),
    ("primary", .primary), ("references", .references), ("returning", .returning), ("select", .select), ("set", .set),
    ("table", .table), ("then", .then), ("union", .union), ("unique", .unique), ("update", .update), ("using", .using),
    ("values", .values), ("when", .when), ("where", .where), ("delete", .delete),
    ("add", .add), ("alter", .alter), ("asc", .asc), ("at", .at), ("by", .by), ("column", .column), ("cross", .cross),
    ("desc", .desc), ("div", .div), ("do", .do), ("drop", .drop), ("duplicate", .duplicate), ("each", .each),
    ("end", .end), ("escape", .escape), ("fetch", .fetch), ("filter", .filter), ("for", .for), ("force", .force),
    ("full", .full), ("generated", .generated), ("glob", .glob), ("ilike", .ilike), ("ignore", .ignore),
    ("index", .index), ("indexed", .indexed), ("inner", .inner), ("like", .like), ("lock", .lock), ("match", .match),
    ("natural", .natural), ("nulls", .nulls), ("of", .of), ("offset", .offset), ("outer", .outer), ("over", .over),
    ("overlaps", .overlaps), ("partition", .partition), ("procedure", .procedure), ("qualify", .qualify),
    ("regexp", .regexp), ("rename", .rename), ("left", .left), ("right", .right), ("rlike", .rlike),
    ("separator", .separator), ("similar", .similar), ("straight_join", .straightJoin), ("tablesample", .tablesample),
    ("to", .to), ("trigger", .trigger), ("use", .use), ("window", .window), ("with", .with), ("within", .within),
    ("without", .without), ("xor", .xor), ("ordinality", .ordinality),
    ("action", .action), ("after", .after), ("always", .always), ("analyze", .analyze), ("analyse", .analyze),
    ("any", .any), ("array", .array), ("autoincrement", .autoincrement), ("auto_increment", .autoincrement),
    ("before", .before), ("begin", .begin), ("binary", .binary), ("both", .both), ("cascade", .cascade),
    ("cast", .cast), ("concurrently", .concurrently), ("conflict", .conflict), ("convert", .convert), ("copy", .copy),
    ("current", .current), ("database", .database), ("date", .date), ("deferrable", .deferrable),
    ("deferred", .deferred), ("delimiter", .delimiterWord), ("event", .event), ("exclude", .exclude),
    ("execute", .execute), ("explain", .explain), ("extension", .extension), ("first", .first),
    ("function", .function), ("groups", .groups), ("if", .if), ("immediate", .immediate), ("include", .include),
    ("initially", .initially), ("instead", .instead), ("interval", .interval), ("key", .key), ("last", .last),
    ("lateral", .lateral), ("leading", .leading), ("materialized", .materialized), ("mod", .mod), ("modify", .modify),
    ("month", .month), ("no", .no), ("nothing", .nothing), ("only", .only), ("overlay", .overlay),
    ("package", .package), ("plan", .plan), ("position", .position), ("pragma", .pragma), ("preceding", .preceding),
    ("range", .range), ("recursive", .recursive), ("replace", .replace), ("restrict", .restrict), ("row", .row),
    ("rows", .rows), ("rowid", .rowid), ("schema", .schema), ("sequence", .sequence), ("share", .share),
    ("some", .some), ("stored", .stored), ("strict", .strict), ("substring", .substring), ("temporary", .temporary),
    ("temp", .temporary), ("time", .time), ("timestamp", .timestamp), ("trailing", .trailing), ("trim", .trim),
    ("truncate", .truncate), ("type", .type), ("unbounded", .unbounded), ("view", .view), ("virtual", .virtual),
    ("year", .year), ("zone", .zone), ("true", .true), ("false", .false), ("extract", .extract),
  ]
}
