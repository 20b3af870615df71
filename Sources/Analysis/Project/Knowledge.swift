// What the tables under Rules/frameworks and Rules/libraries say, keyed by the project's symbols.
// A name that does not occur in the project costs nothing.

import Facts
import Syntax

/// What a method of a query does with it.
enum QueryRole: UInt8, Sendable {
  case refine, filter, order, limit, options, selectJoined, selectBatched, row, rowWrite, scalar, rows, values, write,
    managerWrite, rowsRefine, condition
}

/// The model of those who log in.
struct UserKnowledge: Sendable {
  /// Its usual name.
  var name = Symbol.none
  var bases: SymbolSet = []
  /// Functions that give it, and settings that name it.
  var functions: SymbolSet = []
  var settings: SymbolSet = []
}

struct Knowledge: Sendable {
  var djangoMethods = SymbolTableOf<QueryRole>()
  var alchemyMethods = SymbolTableOf<QueryRole>()
  var peeweeMethods = SymbolTableOf<QueryRole>()
  var djangoEntityWrites: SymbolSet = []
  /// Writes for which there is a call that does many at once.
  var batchedWrites: SymbolSet = []
  var offlineFolders: [String] = []
  /// Folders of commands whose statements alone ask for no index.
  var manualFolders: [String] = []
  var jobDecorators: SymbolSet = []
  /// Methods of serializers and forms that take in the object of one request.
  var postedMethods: SymbolSet = []
  var postedClasses: [String] = []
  /// Decorators of functions that somebody runs by hand, and those that register a function nowhere.
  var commandDecorators: SymbolSet = []
  var plainDecorators: SymbolSet = []
  var answerNames: [String] = []
  var questionPrefixes: [String] = []
  /// Methods that write a row even where nothing else says that it is one.
  var unknownRowWrites: SymbolSet = []
  var djangoEntityReads: SymbolSet = []
  var managerAttributes: SymbolSet = []
  /// What the names of managers and querysets end in, those of querysets alone, and what makes the one of the other.
  var managerSuffixes: [String] = []
  var querySetSuffixes: [String] = []
  var managerMakers: SymbolSet = []
  /// Methods that keep the rows that do not match.
  var excluding: SymbolSet = []
  /// What the names of a database's own catalogue begin with.
  var catalogs: [String] = []
  /// Methods that lock the rows of a query.
  var lockingMethods: SymbolSet = []
  /// Attributes and methods that say whether something was fetched before.
  var loadedMarks: SymbolSet = []
  /// Methods that only queries have: a function that calls one is worth interpreting by itself.
  var rootMethods: SymbolSet = []
  /// Methods that make a query of whatever they are called on, and those of them that do so with keyword look-ups only.
  var telling: SymbolSet = []
  var tellingByLookups: SymbolSet = []
  /// What shows rows by dictionaries of fields.
  var marshalPackages: Set<String> = []
  var marshalFunctions: SymbolSet = []
  var marshalDecorators: SymbolSet = []
  var marshalMakers: SymbolSet = []
  var marshalNested: SymbolSet = []
  var marshalPath: SymbolSet = []
  /// Methods that show the rows that they are given.
  var dumps: SymbolSet = []
  var toOne: SymbolSet = []
  var toMany: SymbolSet = []
  var genericToOne: SymbolSet = []
  var genericToMany: SymbolSet = []
  var uniqueToOne: SymbolSet = []
  var djangoBases: SymbolSet = []
  /// `Meta`'s option for a model's own order, and the methods that take a row from what is prefetched in that order.
  var orderOptions: Set<Symbol> = []
  var servedInOrder: SymbolSet = []
  /// Functions that load relations of the rows that they are given.
  var loadingFunctions: SymbolSet = []
  var users = UserKnowledge()
  var djangoManagers: SymbolSet = []
  var relationships: SymbolSet = []
  /// Attributes of a row that stand for the row itself.
  var sameRow: SymbolSet = []
  var proxies: SymbolSet = []
  /// Attributes in which a generic class keeps the model that it is written for.
  var modelAttributes: SymbolSet = []
  var peeweeToOne: SymbolSet = []
  var peeweeBases: SymbolSet = []
  /// Options of a relation that name the one back.
  var reverseOptions: SymbolSet = []
  /// What follows a model's name in the relation back to it, where no option names it: `_set`.
  var reverseSuffix = ""
  var peeweePackages: Set<String> = []
  var eagerLoading: Set<String> = []
  var neverLoading: Set<String> = []
  var sessions: SymbolSet = []
  var sessionQuery: SymbolSet = []
  var sessionRow: SymbolSet = []
  var sessionExecute: SymbolSet = []
  var sessionScalar: SymbolSet = []
  var sessionWrite: SymbolSet = []
  var selectConstructors: SymbolSet = []
  /// Those of them whose statements change rows.
  var changeConstructors: SymbolSet = []
  var loadersJoined: SymbolSet = []
  var loadersBatched: SymbolSet = []
  var rowFunctions: SymbolSet = []
  var rowsFunctions: SymbolSet = []
  /// Options and methods that leave columns out of what is loaded, and options that begin at a model.
  var onlyColumns: SymbolSet = []
  var deferredColumns: SymbolSet = []
  var loadersOfModel: SymbolSet = []
  /// Methods that choose what the rows of a query consist of.
  var entityMethods: SymbolSet = []
  /// Functions that give the state of a row, and which of its attributes name what is loaded and what is not.
  var stateFunctions: SymbolSet = []
  var loadedState: SymbolSet = []
  var unloadedState: SymbolSet = []
  /// The built-in that calls a function for each element.
  let mapping: Symbol
  /// Functions that give the model of a name.
  var modelFunctions: SymbolSet = []
  /// Functions that show their arguments as text.
  var textFunctions: SymbolSet = []
  var cursors: SymbolSet = []
  var cursorResults: SymbolSet = []
  var cursorExecute: SymbolSet = []
  var swiftReads: [Symbol: Set<Symbol>] = [:]
  var swiftWrites: [Symbol: Set<Symbol>] = [:]
  var swiftBegin: [Symbol: Set<Symbol>] = [:]
  var swiftRun: SymbolSet = []
  /// Types that say what to fetch, what makes them of a row's type, and what is set on them.
  var swiftRequests: SymbolSet = []
  var swiftRequestMakers: SymbolSet = []
  var swiftRequestPrefetch: SymbolSet = []
  var swiftRequestLimit: SymbolSet = []
  var swiftContexts: SymbolSet = []
  var swiftContextReads: SymbolSet = []
  var swiftClosures: SymbolSet = []
  /// Views that show a row for each element, and what fetches for a view when it is made.
  var rowViews: SymbolSet = []
  var propertyQueries: SymbolSet = []
  /// collection type → methods that read it whole
  var linear = [SymbolSet](repeating: [], count: CollectionType.allCases.count)
  var linearAtFront = [SymbolSet](repeating: [], count: CollectionType.allCases.count)
  /// The names of all of them.
  var frontOperations: SymbolSet = []
  var predicate = [SymbolSet](repeating: [], count: CollectionType.allCases.count)
  var scans: SymbolSet = []
  /// Set methods that read their argument whole when it is no set.
  var linearInArgument: SymbolSet = []
  /// Methods that visit a whole tree, and names of variables that hold one.
  var treeWalks: SymbolSet = []
  var treeRoots: SymbolSet = []
  var appends: SymbolSet = []
  var emptying: SymbolSet = []
  /// Last words of the names of what a program declares: fields, options, languages.
  var declaredNames: Set<String> = []
  /// Functions that give batches or try again, and numbers that say how large a batch is.
  var batches = NameParts()
  var batchSizes = NameParts()
  /// Members that lead from an object to what holds it.
  var upward = NameParts()
  /// Attributes that hold what was fetched before.
  var keptResults = NameParts()
  /// Last words that say nothing of what a collection holds: names, map.
  var namesOfKinds: Set<String> = []
  var copies: SymbolSet = []
  /// Functions that call what they are given only when a cache has no value.
  var cacheFills: SymbolSet = []
  var templates = TemplateKnowledge()

  /// Reads the tables; `tables` are those under `frameworks/` and `libraries/`.
  init(tables: [FlatTable], project: Project) {
    let map = project.symbol("map")
    mapping = map.isNone ? Symbol(rawValue: .max) : map
    for table in tables {
      func symbols(_ path: String) -> SymbolSet {
        SymbolSet(table.values(at: path).lazy.map { project.symbol($0) }.filter { !$0.isNone })
      }
      func labels(_ path: String) -> [Symbol: Set<Symbol>] {
        var result: [Symbol: Set<Symbol>] = [:]
        for method in table.children(of: path) {
          let symbol = project.symbol(method)
          guard !symbol.isNone else { continue }
          let wanted = table.values(at: path + "." + method)
          result[symbol] = wanted == ["-"] ? [] : Set(wanted.map { project.symbol($0) })
        }
        return result
      }
      // Django calls the asynchronous method `aget` beside `get`.
      let asynchronous = table.value(at: "query-methods.async-prefix") ?? ""
      func roles(_ into: inout SymbolTableOf<QueryRole>, _ pairs: [(String, QueryRole)]) {
        for (key, role) in pairs {
          for name in table.values(at: "query-methods." + key) {
            for symbol in [name, asynchronous + name].map({ project.symbol($0) }) where !symbol.isNone {
              into[symbol] = role
            }
          }
        }
      }
      switch table.value(at: "name") ?? "" {
      case "django":
        roles(
          &djangoMethods,
          [
            ("refine", .refine), ("order", .order), ("select-joined", .selectJoined),
            ("select-batched", .selectBatched), ("scalar", .scalar), ("rows", .rows), ("values", .values),
            ("write", .write), ("manager-write", .managerWrite), ("row", .row), ("row-write", .rowWrite),
          ])
        for symbol in symbols("query-methods.filter") where djangoMethods[symbol] == .refine {
          djangoMethods[symbol] = .filter
        }
        lockingMethods.formUnion(symbols("query-methods.lock"))
        loadedMarks = symbols("loaded-marks")
        rootMethods.formUnion(symbols("query-methods.telling"))
        tellingByLookups = symbols("query-methods.telling-by-lookups")
        telling.formUnion(symbols("query-methods.telling-always"))
        telling.formUnion(tellingByLookups)
        onlyColumns.formUnion(symbols("query-methods.only"))
        deferredColumns.formUnion(symbols("query-methods.defer"))
        djangoEntityWrites = symbols("entity-methods.write")
        batchedWrites.formUnion(symbols("batched-writes"))
        jobDecorators.formUnion(symbols("job-decorators"))
        postedMethods.formUnion(symbols("posted-methods"))
        postedClasses += table.values(at: "posted-classes")
        commandDecorators.formUnion(symbols("command-decorators"))
        plainDecorators.formUnion(symbols("plain-decorators"))
        answerNames += table.values(at: "answer-names")
        questionPrefixes += table.values(at: "question-prefixes")
        manualFolders = table.values(at: "manual-folders")
        offlineFolders = table.values(at: "offline-folders") + manualFolders
        djangoEntityReads = symbols("entity-methods.read")
        unknownRowWrites = symbols("entity-methods.write-of-unknown")
        managerAttributes = symbols("models.manager-attributes")
        djangoBases = symbols("models.bases")
        reverseOptions.formUnion(symbols("relations.reverse-option"))
        reverseSuffix = table.value(at: "relations.reverse-suffix") ?? ""
        excluding = symbols("query-methods.exclude")
        querySetSuffixes = table.values(at: "models.queryset-suffixes")
        managerSuffixes = table.values(at: "models.manager-suffixes") + querySetSuffixes
        managerMakers = symbols("models.manager-makers")
        servedInOrder = symbols("query-methods.served-in-order")
        orderOptions = Set(table.values(at: "models.order-option").map(project.symbol).filter { !$0.isNone })
        users = UserKnowledge(
          name: table.values(at: "models.user-name").first.map(project.symbol) ?? .none,
          bases: symbols("models.user-bases"), functions: symbols("models.user-functions"),
          settings: symbols("models.user-settings"))
        djangoManagers = symbols("models.managers")
        toOne = symbols("relations.to-one")
        toMany = symbols("relations.to-many")
        genericToOne = symbols("relations.generic-to-one")
        genericToMany = symbols("relations.generic-to-many")
        uniqueToOne = symbols("relations.unique-to-one")
        rowFunctions = symbols("functions.row")
        cacheFills = symbols("functions.cache-fill")
        rowsFunctions = symbols("functions.rows")
        loadingFunctions = symbols("functions.load")
        modelFunctions = symbols("functions.model")
        textFunctions = symbols("functions.text")
      case "sqlalchemy":
        roles(
          &alchemyMethods,
          [
            ("refine", .refine), ("filter", .filter), ("order", .order), ("limit", .limit), ("options", .options),
            ("row", .row), ("scalar", .scalar), ("rows", .rows), ("rows-refine", .rowsRefine), ("write", .write),
            ("condition", .condition),
          ])
        lockingMethods.formUnion(symbols("query-methods.lock"))
        rootMethods.formUnion(symbols("query-methods.telling"))
        relationships = symbols("relations.relationship")
        sameRow = symbols("same-row")
        proxies = symbols("relations.proxies")
        modelAttributes = symbols("models.generic-attributes")
        eagerLoading = Set(table.values(at: "relations.eager-loading"))
        neverLoading = Set(table.values(at: "relations.never-loading"))
        sessions = symbols("sessions")
        sessionQuery = symbols("session-methods.query")
        sessionRow = symbols("session-methods.row")
        sessionExecute = symbols("session-methods.execute")
        sessionScalar = symbols("session-methods.scalar")
        sessionWrite = symbols("session-methods.write")
        selectConstructors = symbols("constructors")
        changeConstructors = symbols("change-constructors")
        telling.formUnion(symbols("query-methods.telling-always"))
        onlyColumns.formUnion(symbols("loaders.only"))
        deferredColumns.formUnion(symbols("loaders.defer"))
        loadersOfModel = symbols("loaders.of-model")
        entityMethods = symbols("query-methods.entities")
        stateFunctions = symbols("row-state.functions")
        loadedState = symbols("row-state.loaded")
        unloadedState = symbols("row-state.unloaded")
        loadersJoined = symbols("loaders.joined")
        loadersBatched = symbols("loaders.batched").union(symbols("loaders.undeferred"))
      case "flask-restful" where table.values(at: "packages").contains { !project.symbol($0).isNone }:
        marshalPackages = Set(table.values(at: "packages"))
        marshalFunctions = symbols("marshalling.functions")
        marshalDecorators = symbols("marshalling.decorators")
        marshalMakers = symbols("marshalling.makers")
        marshalNested = symbols("marshalling.nested")
        marshalPath = symbols("marshalling.path-option")
      case "django-rest": dumps = symbols("serializers.dump")
      case "peewee":
        roles(&peeweeMethods, [("refine", .refine), ("row", .row), ("scalar", .scalar), ("write", .write)])
        peeweeToOne = symbols("relations.to-one")
        reverseOptions.formUnion(symbols("relations.reverse-option"))
        peeweeBases = symbols("models.bases")
        peeweePackages = Set(table.values(at: "packages"))
      case "dbapi":
        cursors = symbols("cursors")
        cursorResults = symbols("results")
        cursorExecute = symbols("execute")
        catalogs = table.values(at: "catalogs")
      case "swift-persistence":
        swiftReads = labels("reads")
        swiftWrites = labels("writes")
        swiftBegin = labels("query-begin")
        swiftRun = symbols("query-run")
        swiftRequests = symbols("requests")
        swiftRequestMakers = symbols("request-makers")
        swiftRequestPrefetch = symbols("request-prefetch")
        swiftRequestLimit = symbols("request-limit")
        swiftContexts = symbols("contexts")
        swiftContextReads = symbols("context-reads")
        rowViews = symbols("row-views")
        propertyQueries = symbols("property-queries")
      case "templates": templates = TemplateKnowledge(table, project)
      default: break
      }
      readCosts(table, symbols)
    }
  }

  /// Whether code at a path runs by hand or by a timer, with nobody waiting for a response.
  func isOffline(_ path: String) -> Bool { offlineFolders.contains { path.holds($0) } }

  private mutating func readCosts(_ table: FlatTable, _ symbols: (String) -> SymbolSet) {
    guard table.node(at: "types") != nil else { return }
    for name in table.children(of: "types") {
      guard let type = Knowledge.collectionType(name) else { continue }
      let path = "types." + name
      linear[Int(type.rawValue)].formUnion(symbols(path + ".linear"))
      linearAtFront[Int(type.rawValue)].formUnion(symbols(path + ".linear-at-front"))
      frontOperations.formUnion(symbols(path + ".linear-at-front"))
      predicate[Int(type.rawValue)].formUnion(symbols(path + ".predicate"))
    }
    scans.formUnion(symbols("scans"))
    linearInArgument.formUnion(symbols("linear-in-argument"))
    treeWalks.formUnion(symbols("tree-walks.methods"))
    treeRoots.formUnion(symbols("tree-walks.roots"))
    appends.formUnion(symbols("appends"))
    emptying.formUnion(symbols("emptying"))
    batches.formUnion(table.values(at: "name-parts.batches"))
    batchSizes.formUnion(table.values(at: "name-parts.batch-sizes"))
    upward.formUnion(table.values(at: "name-parts.upward"))
    keptResults.formUnion(table.values(at: "name-parts.kept-results"))
    declaredNames.formUnion(table.values(at: "declared-names"))
    namesOfKinds.formUnion(table.values(at: "names-of-kinds"))
    copies.formUnion(symbols("copies"))
    swiftClosures.formUnion(symbols("closures"))
  }

  static func collectionType(_ name: String) -> CollectionType? {
    switch name {
    case "list": return .list
    case "tuple": return .tuple
    case "set": return .set
    case "dict": return .dictionary
    case "deque": return .deque
    case "str", "String": return .text
    case "bytes": return .bytes
    case "bytearray": return .bytearray
    case "Array": return .array
    case "Set": return .swiftSet
    case "Dictionary": return .swiftDictionary
    default: return nil
    }
  }
}
