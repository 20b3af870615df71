// One Django class as written: its fields and its Meta options. Inheritance and names of tables are decided by
// DjangoTableReader.

import Facts
import Findings
import Syntax

struct DjangoField {
  enum Kind { case plain, foreignKey, manyToMany }
  var name: String
  var kind: Kind
  var column: String
  var type: String
  var isPrimary = false
  var isUnique = false
  var isIndexed = false
  /// Indexed because of what the field is, not because somebody asked for it.
  var isImplicitlyIndexed = false
  var isNullable = false
  var hasDefault = false
  /// Holds one of a few values.
  var isFlag = false
  var hasThrough = false
  /// `db_table` of a many-to-many field.
  var table: String?
  /// The related model as written, for a table that the project does not have.
  var writtenTarget = ""
  var location: Location

  init?(_ name: String, _ callee: String, _ operation: Operation, _ body: DeclarationBody, _ relation: Relation?) {
    self.name = name
    location = body.location(operation.range)
    column = body.option("db_column", operation).flatMap(body.string) ?? name
    type = djangoColumnType(callee)
    kind = .plain
    isPrimary = body.isTrue("primary_key", operation)
    isUnique = body.isTrue("unique", operation) || isPrimary
    isNullable = body.isTrue("null", operation)
    hasDefault = body.option("default", operation) != nil
    isFlag = type == "boolean" || (body.option("choices", operation) != nil && !isUnique)
    let asked = body.option("db_index", operation)
    // peewee says `index`.
    isIndexed = asked == Operand(.yes) || body.isTrue("index", operation)
    if let own = body.project.mentions(inMethodsOf: callee, ["unique", "db_index", "primary_key"]) {
      // A field class of the project that sets the option itself.
      isUnique = isUnique || own == "unique"
      isIndexed = isIndexed || own == "db_index"
      isPrimary = isPrimary || own == "primary_key"
      isUnique = isUnique || isPrimary
    }
    if callee.hasSuffix("SlugField"), asked == nil {
      isIndexed = true
      isImplicitlyIndexed = true
    }
    guard let relation, !relation.isReverse else {
      if callee.hasSuffix("Field"), !DjangoField.columnless.contains(callee) { return }
      return nil
    }
    switch relation.kind {
    case .toOne:
      kind = .foreignKey
      if body.option("db_column", operation) == nil { column = name + "_id" }
      type = "integer"
      isFlag = false
      if callee.holds("OneToOne") { isUnique = true }
      if asked != Operand(.no) {
        isImplicitlyIndexed = !isIndexed
        isIndexed = true
      }
      let target = body.option("to", operation) ?? body.positional(operation).first
      let written = target.flatMap { body.string($0) ?? body.name($0) } ?? ""
      writtenTarget = DjangoField.table(of: written)
      if written.hasSuffix("ContentType") { isFlag = true }
    case .toMany:
      kind = .manyToMany
      column = ""
      hasThrough = body.option("through", operation) != nil
      table = body.option("db_table", operation).flatMap(body.string)
    case .genericToOne, .genericToMany: return nil
    }
  }

  private static let columnless: Set<String> = ["GenericForeignKey", "GenericRelation", "SearchVectorField"]

  private static func table(of model: String) -> String {
    switch model {
    case "AUTH_USER_MODEL", "User", "auth.User": return "auth_user"
    case "ContentType", "contenttypes.ContentType": return "django_content_type"
    default: return model.lowercased().split(separator: ".").joined(separator: "_")
    }
  }
}

/// An index or constraint of Meta.
struct DjangoIndex {
  var name: String?
  var fields: [String]
  var isUnique: Bool
  var isPartial: Bool
  var location: Location
}

/// The options of a Meta class.
struct DjangoMeta {
  var isAbstract = false
  var isProxy = false
  var isManaged = true
  var table: String?
  var appLabel: String?
  var ordering: [String] = []
  var indexes: [DjangoIndex] = []
  var hasBases = false

  init() {}

  init(_ body: DeclarationBody, hasBases: Bool) {
    self.hasBases = hasBases
    for (name, value) in body.assignments {
      switch name {
      case "abstract": isAbstract = value == Operand(.yes)
      case "proxy": isProxy = value == Operand(.yes)
      case "db_table": table = body.string(value)?.filter { $0 != "\"" }
      case "app_label": appLabel = body.string(value)
      case "ordering": ordering = body.items(value)?.compactMap(body.string) ?? []
      case "unique_together", "index_together": together(name, value, body)
      case "indexes", "constraints": listed(value, body)
      default: continue
      }
    }
  }

  private mutating func together(_ option: String, _ value: Operand, _ body: DeclarationBody) {
    let location = body.operation(value).map { body.location($0.range) }
    guard let location else { return }
    let sets = body.strings(value).map { [$0] } ?? (body.items(value) ?? []).compactMap(body.strings)
    for fields in sets where !fields.isEmpty {
      indexes.append(
        DjangoIndex(fields: fields, isUnique: option == "unique_together", isPartial: false, location: location))
    }
  }

  private mutating func listed(_ value: Operand, _ body: DeclarationBody) {
    for item in body.items(value) ?? [] {
      guard let (name, operation) = body.call(item) else { continue }
      let isUnique = name == "UniqueConstraint"
      guard isUnique || name == "Index" || name == "BTreeIndex" else { continue }
      guard let fields = body.option("fields", operation).flatMap(body.strings) else { continue }
      indexes.append(
        DjangoIndex(
          name: body.option("name", operation).flatMap(body.string), fields: fields, isUnique: isUnique,
          isPartial: body.option("condition", operation) != nil, location: body.location(operation.range)))
    }
  }

  /// Takes the options of a class or of an abstract base of it.
  mutating func take(_ other: DjangoMeta, isOwn: Bool) {
    if isOwn {
      isAbstract = other.isAbstract
      isProxy = other.isProxy
      table = other.table
    }
    appLabel = appLabel ?? other.appLabel
    if ordering.isEmpty { ordering = other.ordering }
    if indexes.isEmpty { indexes = other.indexes }
  }
}

/// A class body of a model or of something a model inherits from.
struct DjangoClass {
  var fields: [DjangoField] = []
  var meta: DjangoMeta?
  /// Whether every base is known.
  var isComplete = true

  var isAbstract: Bool { meta?.isAbstract ?? false }

  init(_ project: Project, _ id: ClassID, _ model: Model?) {
    let file = project.file(of: id)
    let location = project.location(file, project.classFact(id).range)
    for base in project.writtenBases(id) where project.classesByName[project.symbol(base.name)] == nil {
      if let known = DjangoClass.knownBases[base.name] {
        fields += known.map { DjangoField(known: $0, location: location) }
      } else if base.name != "Model" && base.name != "object" && !base.name.hasSuffix("Mixin") {
        isComplete = false
      }
    }
    if let body = DeclarationBody(project, file: file, body: Int(project.classFact(id).body)) {
      for (name, value) in body.assignments {
        guard let (callee, operation) = body.call(value) else { continue }
        var relation = model?.relations[project.symbol(name)]
        if relation?.range != operation.range { relation = nil }
        guard let field = DjangoField(name, callee, operation, body, relation) else { continue }
        fields.removeAll { $0.name == name }
        fields.append(field)
      }
    }
    if let nested = project.nestedClass("Meta", of: id),
      let body = DeclarationBody(project, file: file, body: Int(project.classFact(nested).body))
    {
      meta = DjangoMeta(body, hasBases: !project.writtenBases(nested).isEmpty)
    }
  }

  /// Fields that well-known base classes of other packages bring: name, type and what is special.
  struct KnownField {
    var name: String
    var type: String
    var isUnique = false
    var isIndexed = false
  }

  private static let user = [
    KnownField(name: "password", type: "varchar"), KnownField(name: "last_login", type: "datetime"),
  ]
  private static let times = [
    KnownField(name: "created", type: "datetime"), KnownField(name: "modified", type: "datetime"),
  ]

  static let knownBases: [String: [KnownField]] = [
    "TimeStampedModel": times,
    "AbstractBaseUser": user,
    "PermissionsMixin": [KnownField(name: "is_superuser", type: "boolean")],
    "AbstractUser": user + [
      KnownField(name: "is_superuser", type: "boolean"),
      KnownField(name: "username", type: "varchar", isUnique: true), KnownField(name: "first_name", type: "varchar"),
      KnownField(name: "last_name", type: "varchar"), KnownField(name: "email", type: "varchar"),
      KnownField(name: "is_staff", type: "boolean"), KnownField(name: "is_active", type: "boolean"),
      KnownField(name: "date_joined", type: "datetime"),
    ],
    "MPTTModel": [
      KnownField(name: "lft", type: "integer"), KnownField(name: "rght", type: "integer"),
      KnownField(name: "tree_id", type: "integer", isIndexed: true), KnownField(name: "level", type: "integer"),
    ],
    "PolymorphicModel": [KnownField(name: "polymorphic_ctype_id", type: "integer", isIndexed: true)],
    "ClusterableModel": [],
  ]
}

extension DjangoField {
  init(known: DjangoClass.KnownField, location: Location) {
    name = known.name
    column = known.name
    kind = .plain
    type = known.type
    isUnique = known.isUnique
    isIndexed = known.isIndexed
    isImplicitlyIndexed = true
    isFlag = known.type == "boolean"
    self.location = location
  }
}

/// The SQL type of a Django field class, or of one whose name ends alike; empty if it is not known.
func djangoColumnType(_ field: String) -> String {
  let types: [(suffix: String, type: String)] = [
    ("BooleanField", "boolean"), ("AutoField", "integer"), ("IntegerField", "integer"), ("DecimalField", "numeric"),
    ("FloatField", "real"), ("DateTimeField", "datetime"), ("DateField", "date"), ("TimeField", "time"),
    ("DurationField", "bigint"), ("UUIDField", "uuid"), ("JSONField", "json"), ("BinaryField", "blob"),
    ("TextField", "longtext"), ("CharField", "varchar"), ("SlugField", "varchar"), ("EmailField", "varchar"),
    ("URLField", "varchar"), ("FileField", "varchar"), ("ImageField", "varchar"), ("FilePathField", "varchar"),
    ("IPAddressField", "varchar"),
  ]
  return types.first { field.hasSuffix($0.suffix) }?.type ?? ""
}
