// What a query looks like after relations were loaded with its rows: the last expression `«…»` of each text is the query.

import Findings
import Fixes
import PythonFrontend
import Reporting
import Syntax
import Testing

/// `items*.product`: a star marks a relation to many rows. Models are named in order: A, B, C.
private func steps(_ path: String) -> [EagerLoad.Step] {
  zip(path.split(separator: "."), ["A", "B", "C"]).map { part, model in
    EagerLoad.Step(
      relation: String(part.filter { $0 != "*" }), isMany: part.hasSuffix("*"), model: String(model),
      declaredIn: "models.py")
  }
}

/// The text after the fix, without the marks; `safety` tells what the fix was said to be.
private func fixed(
  _ text: String, _ interface: EagerLoad.Interface, _ paths: [String], path: String = "views.py"
) -> (text: String, safety: FixSafety)? {
  let bytes = Array(text.utf8)
  guard let open = text.utf8.firstRange(of: "«".utf8), let close = text.utf8.firstRange(of: "»".utf8) else {
    return nil
  }
  let start = text.utf8.distance(from: text.startIndex, to: open.lowerBound)
  let end = text.utf8.distance(from: text.startIndex, to: close.lowerBound) - 2
  let source = SourceBytes(bytes.indices.filter { !isMark(bytes, $0) }.map { bytes[$0] })
  var names = NameTable(capacity: 64)
  let tree = parsePython(source, names: &names, limits: Limits())
  let file = ParsedFile(path: path, tree: tree, names: names, source: source)
  let query = Location(path: path, range: ByteRange(start, end))
  let loads = paths.map { EagerLoad(interface: interface, query: query, steps: steps($0)) }
  guard let fix = eagerLoadFix(loads, in: file), let after = applyEdits(fix.edits, to: source) else { return nil }
  return (String(decoding: after, as: UTF8.self), fix.safety)
}

/// Whether a byte belongs to « (C2 AB) or » (C2 BB).
private func isMark(_ bytes: [UInt8], _ index: Int) -> Bool {
  func isSecond(_ i: Int) -> Bool { i < bytes.count && (bytes[i] == 0xAB || bytes[i] == 0xBB) }
  return bytes[index] == 0xC2 && isSecond(index + 1) || isSecond(index) && index > 0 && bytes[index - 1] == 0xC2
}

@Suite struct DjangoEditTests {
  private func check(_ text: String, _ paths: [String], _ wanted: String?, safety: FixSafety = .safe) {
    let result = fixed(text, .django, paths)
    #expect(result?.text == wanted)
    if wanted != nil { #expect(result?.safety == safety) }
  }

  @Test func appendsTheCallThatFits() {
    check("x = «A.objects.all()»\n", ["b"], "x = A.objects.all().select_related(\"b\")\n")
    check("x = «A.objects.all()»\n", ["b.c"], "x = A.objects.all().select_related(\"b__c\")\n")
    check("x = «A.objects.all()»\n", ["b*.c"], "x = A.objects.all().prefetch_related(\"b__c\")\n")
    check("x = «A.objects.all()»[:10]\n", ["b"], "x = A.objects.all().select_related(\"b\")[:10]\n")
    check("x = «A.objects».get(pk=1)\n", ["b*"], "x = A.objects.prefetch_related(\"b\").get(pk=1)\n")
  }

  @Test func severalRelationsAreOneCall() {
    check(
      "x = «A.objects.all()»\n", ["b", "c*", "d", "c*.e"],
      "x = A.objects.all().select_related(\"b\", \"d\").prefetch_related(\"c__e\")\n")
  }

  @Test func extendsWhatIsThere() {
    check(
      "x = «A.objects.select_related(\"b\").filter(y=1)»\n", ["c"],
      "x = A.objects.select_related(\"b\", \"c\").filter(y=1)\n")
    check(
      "x = «A.objects.prefetch_related(\n    \"b\",\n    \"c\",  # why\n)»\n", ["d*"],
      "x = A.objects.prefetch_related(\n    \"b\",\n    \"c\",  # why\n    \"d\",\n)\n")
    check(
      "x = «A.objects.prefetch_related(\n    \"b\",\n    \"c\"\n)»\n", ["d*"],
      "x = A.objects.prefetch_related(\n    \"b\",\n    \"c\",\n    \"d\"\n)\n")
    check(
      "x = «A.objects.select_related(None)»\n", ["c"], "x = A.objects.select_related(None).select_related(\"c\")\n")
  }

  @Test func goesOnFromAPathThatIsThere() {
    check("x = «A.objects.select_related(\"b\")»\n", ["b.c"], "x = A.objects.select_related(\"b__c\")\n")
    check(
      "x = «A.objects.prefetch_related(\"b\")»\n", ["b*.c", "b*.d"],
      "x = A.objects.prefetch_related(\"b__c\", \"b__d\")\n")
  }

  @Test func quotesAsTheFileDoes() {
    check(
      "x = «A.objects.filter(y='z').select_related('b')»\n", ["c"],
      "x = A.objects.filter(y='z').select_related('b', 'c')\n")
  }

  @Test func keepsTheLayoutOfTheChain() {
    check(
      "x = («A.objects\n    .filter(y=1)\n    .order_by(\"z\")»\n)\n", ["b"],
      "x = (A.objects\n    .filter(y=1)\n    .order_by(\"z\")\n    .select_related(\"b\")\n)\n")
    check(
      "x = (\n    «A.objects.all()\n    .filter(y=1)»  # why\n)\n", ["b"],
      "x = (\n    A.objects.all()\n    .filter(y=1)  # why\n    .select_related(\"b\")\n)\n")
    check(
      "x = «A.objects \\\n    .filter(y=1)»\n", ["b"],
      "x = A.objects \\\n    .filter(y=1).select_related(\"b\")\n")
  }

  @Test func goesBeforeWhatEndsTheQuery() {
    check(
      "x = «A.objects.filter(y=1).iterator()»\n", ["b"], "x = A.objects.filter(y=1).select_related(\"b\").iterator()\n")
    check("x = «A.objects.filter(y=1).iterator()»\n", ["b*"], nil)
  }

  @Test func leavesOtherRowsAlone() {
    check("x = «A.objects.only(\"y\")»\n", ["b"], nil)
    check("x = «A.objects.filter(y=1)».values(\"z\")\n", ["b"], nil)
    check("x = «A.objects.all()».union(y)\n", ["b"], nil)
  }

  @Test func asksForReviewWhereMoreIsInvolved() {
    check(
      "x = «A.objects.select_for_update()»\n", ["b"], "x = A.objects.select_for_update().select_related(\"b\")\n",
      safety: .unsafe)
    check(
      "def f():\n    x = «A.objects.all()»\n    return x.only(\"y\")\n", ["b"],
      "def f():\n    x = A.objects.all().select_related(\"b\")\n    return x.only(\"y\")\n", safety: .unsafe)
  }
}

@Suite struct AlchemyEditTests {
  private func check(_ text: String, _ paths: [String], _ wanted: String?, safety: FixSafety = .safe) {
    let result = fixed(text, .sqlalchemy, paths)
    #expect(result?.text == wanted)
    if wanted != nil { #expect(result?.safety == safety) }
  }

  @Test func addsOptionsAndTheirImport() {
    check(
      "from sqlalchemy import select\n\nx = «select(A).where(y)»\n", ["b"],
      "from sqlalchemy import select\nfrom sqlalchemy.orm import joinedload\n\n"
        + "x = select(A).where(y).options(joinedload(A.b))\n")
    check(
      "from sqlalchemy.orm import Session, joinedload\nx = «session.query(A)».all()\n", ["b*"],
      "from sqlalchemy.orm import Session, joinedload, selectinload\n"
        + "x = session.query(A).options(selectinload(A.b)).all()\n")
    check(
      "from sqlalchemy import orm\nx = «A.query.filter(y)»\n", ["b"],
      "from sqlalchemy import orm\nx = A.query.filter(y).options(orm.joinedload(A.b))\n")
  }

  @Test func keepsAParenthesizedImport() {
    check(
      "from sqlalchemy.orm import (\n    Session,\n    subqueryload,\n)\nx = «select(A)»\n", ["b*"],
      "from sqlalchemy.orm import (\n    Session,\n    selectinload,\n    subqueryload,\n)\n"
        + "x = select(A).options(selectinload(A.b))\n")
  }

  @Test func followsPathsThroughImportedModels() {
    check(
      "from sqlalchemy.orm import joinedload, selectinload\nfrom .models import A\nx = «select(A)»\n", ["b*.c"],
      "from sqlalchemy.orm import joinedload, selectinload\nfrom .models import A, B\n"
        + "x = select(A).options(selectinload(A.b).joinedload(B.c))\n")
    check(
      "from sqlalchemy.orm import joinedload\nfrom . import models\nx = «select(models.A)»\n", ["b.c"],
      "from sqlalchemy.orm import joinedload\nfrom . import models\n"
        + "x = select(models.A).options(joinedload(models.A.b).joinedload(models.B.c))\n")
  }

  @Test func extendsOptions() {
    let imports = "from sqlalchemy.orm import joinedload, selectinload\nfrom .models import A, B\n"
    check(
      imports + "x = «select(A).options(joinedload(A.c)).limit(5)»\n", ["b*"],
      imports + "x = select(A).options(joinedload(A.c), selectinload(A.b)).limit(5)\n")
    check(
      imports + "x = «select(A).options(selectinload(A.b))»\n", ["b*.c"],
      imports + "x = select(A).options(selectinload(A.b).joinedload(B.c))\n")
    check(
      imports + "x = «select(A).options(selectinload(A.b).load_only(B.y))»\n", ["b*.c"],
      imports + "x = select(A).options(selectinload(A.b).load_only(B.y), selectinload(A.b).joinedload(B.c))\n")
  }

  @Test func leavesRowsThatAreNoEntities() {
    check("from sqlalchemy.orm import joinedload\nx = «session.query(A, y)»\n", ["b"], nil)
    check("from sqlalchemy.orm import joinedload\nx = «session.query(A)».with_entities(A.y)\n", ["b"], nil)
    check(
      "from sqlalchemy.orm import joinedload\nx = «select(A).distinct()»\n", ["b"],
      "from sqlalchemy.orm import joinedload\nx = select(A).distinct().options(joinedload(A.b))\n", safety: .unsafe)
  }
}
