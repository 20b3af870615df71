// Tables and statements of ORM models: sources in, a line for each column, key and index out, and SQL.

import Analysis
import Facts
import Findings
import Foundation
import Lowering
import PythonFrontend
import Syntax
import Testing

@Suite struct DjangoSchemaTests {
  @Test func namesTablesAndColumns() {
    let files = [
      "shop/orders/models.py": """
      from django.db import models

      class Stamped(models.Model):
          created = models.DateTimeField(auto_now_add=True)

          class Meta:
              abstract = True

      class Customer(Stamped):
          email = models.CharField(max_length=100, unique=True)
          is_active = models.BooleanField(default=True)
          slug = models.SlugField()

      class Order(Stamped):
          code = models.UUIDField(primary_key=True)
          customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
          plain = models.ForeignKey("Customer", db_index=False, null=True, on_delete=models.CASCADE)
          status = models.CharField(max_length=10, choices=[("a", "A")], db_index=True)
          tags = models.ManyToManyField("Tag")

          class Meta:
              db_table = "order"
              unique_together = ("customer", "status")
              indexes = [models.Index(fields=["customer", "-created"], name="recent")]

      class Tag(models.Model):
          name = models.TextField()
      """
    ]
    let tables = schema(files).tables
    #expect(
      described(tables) == [
        "orders_customer: id integer, created datetime, email varchar unique, is_active boolean few, slug varchar",
        "orders_customer: primary key id",
        "orders_customer: index slug",
        "order: created datetime, code uuid, customer_id integer, plain_id integer, status varchar few",
        "order: primary key code",
        "order: index customer_id",
        "order: index status",
        "order: index customer_id, created DESC",
        "order: unique customer_id, status",
        "order: customer_id references orders_customer",
        "order: plain_id references orders_customer",
        "orders_tag: id integer, name longtext",
        "orders_tag: primary key id",
        "order_tags: id integer, order_id integer, tag_id integer",
        "order_tags: primary key id",
        "order_tags: index order_id",
        "order_tags: index tag_id",
        "order_tags: unique order_id, tag_id",
        "order_tags: order_id references order",
        "order_tags: tag_id references orders_tag",
      ])
  }

  @Test func writesQueriesAsStatements() {
    let files = [
      "shop/models.py": """
      from django.db import models

      class Owner(models.Model):
          email = models.EmailField()

      class Check(models.Model):
          owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
          code = models.UUIDField()
          status = models.CharField(max_length=6)
          due = models.DateTimeField(null=True)
      """,
      "shop/views.py": """
      from django.shortcuts import get_object_or_404
      from shop.models import Check, Owner

      def one(code):
          return Check.objects.get(code=code)

      def shown(code):
          return get_object_or_404(Check, code=code)

      def late(now):
          q = Check.objects.filter(due__lt=now).exclude(status="down")
          return q.order_by("-due").first()

      def mailed(address):
          for check in Check.objects.filter(owner__email=address, due__isnull=True):
              print(check.code)

      def of(owner: Owner):
          return owner.check_set.filter(status="up").count()

      def purge(limit):
          Check.objects.filter(due__lte=limit).delete()
      """,
    ]
    #expect(
      statements(files) == [
        "SELECT * FROM shop_check WHERE shop_check.code = ?",
        "SELECT * FROM shop_check WHERE shop_check.code = ?",
        "SELECT * FROM shop_check WHERE shop_check.due < ? ORDER BY shop_check.due DESC LIMIT 1",
        "SELECT shop_check.* FROM shop_check JOIN shop_owner AS t1 ON t1.id = shop_check.owner_id "
          + "WHERE t1.email = ? AND shop_check.due IS NULL",
        "SELECT * FROM shop_check WHERE shop_check.owner_id = ? AND shop_check.status = ?",
        "SELECT * FROM shop_check WHERE shop_check.due <= ?",
      ])
  }
}

@Suite struct AlchemySchemaTests {
  private let models = """
    import sqlalchemy as sa
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

    class Base(DeclarativeBase):
        pass

    class User(Base):
        __tablename__ = "users"
        id = sa.Column(sa.Integer, primary_key=True)
        email = sa.Column("mail", sa.String(50), index=True)
        posts = relationship("Post", back_populates="author")

    class Post(Base):
        __tablename__ = "posts"
        __table_args__ = (sa.Index("recent", "author_id", sa.text("created DESC")),)
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str]
        author_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
        topic_id = sa.Column(sa.ForeignKey("topics.id"))
        created = sa.Column(sa.DateTime)
        author = relationship(User, back_populates="posts")
    """

  @Test func namesTablesAndColumns() {
    #expect(
      described(schema(["blog/models.py": models]).tables) == [
        "users: id integer, mail varchar",
        "users: primary key id",
        "users: index mail",
        "posts: id integer, author_id integer, topic_id integer, created datetime, title varchar",
        "posts: primary key id",
        "posts: index author_id",
        "posts: author_id references users",
        "posts: topic_id references topics",
      ])
  }

  @Test func writesQueriesAsStatements() {
    let files = [
      "blog/models.py": models,
      "blog/views.py": """
      from sqlalchemy import select
      from blog.models import Post, User

      def latest(session, limit):
          return session.query(Post).filter(Post.created > limit, Post.title != "").order_by(Post.created.desc()).first()

      def by(session, user):
          return session.query(Post).filter_by(author=user).all()

      def shown(user: User):
          return [post.title for post in user.posts]
      """,
    ]
    #expect(
      statements(files) == [
        "SELECT * FROM posts WHERE posts.created > ? ORDER BY posts.created DESC LIMIT 1",
        "SELECT * FROM posts WHERE posts.author_id = ?",
        "SELECT * FROM posts WHERE posts.author_id = ?",
      ])
  }
}

// MARK: The way there

private func analysis(_ files: [String: String]) -> ProjectAnalysis {
  let symbols = SymbolTable()
  var map = SymbolMap(symbols)
  let facts = files.keys.sorted().map { path in
    let source = SourceBytes(Array((files[path] ?? "").utf8))
    var names = NameTable(capacity: 64)
    let tree = parsePython(source, names: &names, limits: Limits())
    return lowerFile(tree, names: names, path: path, language: .python, scope: .normal, symbols: &map)
  }
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Rules/frameworks")
  let tables = ["django", "sqlalchemy"].map { name in
    let text = try? String(contentsOf: folder.appending(path: name + ".yml"), encoding: .utf8)
    return FlatTable(name: "frameworks/" + name, text: flattened(text ?? ""))
  }
  return ProjectAnalysis(
    project: Project(files: facts, symbols: symbols), tables: tables, reportedScopes: [.normal])
}

/// The YAML of the framework tables, which have two levels and lists on one line, as a flat table has it.
private func flattened(_ text: String) -> String {
  var section = ""
  var lines: [String] = []
  for line in text.split(separator: "\n") where !line.trimmingCharacters(in: .whitespaces).hasPrefix("#") {
    let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    guard let key = parts.first else { continue }
    if parts.count < 2 || parts[1].isEmpty {
      section = key + "."
      continue
    }
    let path = (line.hasPrefix(" ") ? section : "") + key
    let value = parts[1]
    guard value.hasPrefix("[") else {
      lines.append(path + "\t" + value)
      continue
    }
    for (position, item) in value.dropFirst().dropLast().split(separator: ",").enumerated() {
      lines.append("\(path).\(position)\t\(item.trimmingCharacters(in: .whitespaces))")
    }
  }
  return lines.joined(separator: "\n")
}

private func schema(_ files: [String: String]) -> ModelSchema { analysis(files).modelSchema() }

private func statements(_ files: [String: String]) -> [String] {
  let analysis = analysis(files)
  let uses = (0..<analysis.parts).flatMap { analysis.analyze(part: $0).statements }
  return analysis.modelSchema().statements(uses).map { printSQL($0.statement, dialect: .sqlite).text }
}

private func described(_ tables: [TableDeclaration]) -> [String] {
  tables.flatMap { table -> [String] in
    let columns = table.columns.map {
      "\($0.name) \($0.type)" + ($0.isUnique ? " unique" : "") + ($0.isLowSelectivity ? " few" : "")
    }
    func keys(_ index: IndexDeclaration) -> String {
      index.keys.map { ($0.column ?? "?") + ($0.isDescending ? " DESC" : "") }.joined(separator: ", ")
    }
    return ["\(table.name): \(columns.joined(separator: ", "))"]
      + ["\(table.name): primary key \(table.primaryKey.joined(separator: ", "))"]
      + table.indexes.map { "\(table.name): index \(keys($0))" }
      + table.uniqueSets.map { "\(table.name): unique \(keys($0))" }
      + table.foreignKeys.map {
        "\(table.name): \($0.columns.joined(separator: ", ")) references \($0.referencedTable)"
      }
  }
}
