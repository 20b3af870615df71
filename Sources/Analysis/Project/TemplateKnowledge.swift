// What `Rules/frameworks/templates.yml` says, keyed by the project's symbols: render functions, generic views, tags and
// filters.

import Facts

/// What a generic view shows, and how its template is named by default.
enum ViewKind: UInt8, Sendable {
  case list, detail, change, create, remove, plain

  var suffix: String {
    switch self {
    case .list: return "_list"
    case .detail: return "_detail"
    case .change, .create: return "_form"
    case .remove: return "_confirm_delete"
    case .plain: return ""
    }
  }
}

/// What a call of something outside the project does for templates.
enum TemplateCall: UInt8, Sendable {
  case render, load, context, page, locals
}

struct TemplateKnowledge: Sendable {
  var calls: [Symbol: TemplateCall] = [:]
  var folders: Set<String> = []
  var renderers: Set<Symbol> = []
  var loaders: Set<Symbol> = []
  var templateOptions: Set<Symbol> = []
  var contextOptions: Set<Symbol> = []
  var otherOptions: Set<Symbol> = []
  var decorators: Set<Symbol> = []
  var viewBases: [Symbol: ViewKind] = [:]
  var view = ViewNames()
  var pageMethods: Set<Symbol> = []
  var pageRows: Set<Symbol> = []
  var declaredTags: Set<Symbol> = []
  var declaredIncluded: Set<Symbol> = []
  var declaredFilters: Set<Symbol> = []
  var declaredGlobals: Set<Symbol> = []
  /// Decorators, and modules, of functions whose result is part of every context.
  var contextFunctions: Set<Symbol> = []
  var contextModules: Set<Symbol> = []
  var filterTables: Set<Symbol> = []
  var globalTables: Set<Symbol> = []
  var filterSize: Set<Symbol> = []
  var filterElement: Set<Symbol> = []
  var filterRows: Set<Symbol> = []
  var filterJoin: Set<Symbol> = []
  var filterLimit: Set<Symbol> = []
  var filterOfEach: Set<Symbol> = []
  var filterSame: Set<Symbol> = []
  var filterText: Set<Symbol> = []
  var attributeOption = TemplateKnowledge.absentWord
  var group = TemplateKnowledge.absentWord
  var groupOption = TemplateKnowledge.absentWord
  var groupNames: [Symbol] = []
  var loopNames: Set<Symbol> = []
  var loopEnds: Set<Symbol> = []
  var userNames: Set<Symbol> = []
  var requestNames: Set<Symbol> = []

  /// Names that Django's generic views use.
  struct ViewNames: Sendable {
    var template: [Symbol] = []
    var model = TemplateKnowledge.absentWord
    var queryset = TemplateKnowledge.absentWord
    var objectName = TemplateKnowledge.absentWord
    var suffix = TemplateKnowledge.absentWord
    var getQueryset = TemplateKnowledge.absentWord
    var getObject = TemplateKnowledge.absentWord
    var getContext = TemplateKnowledge.absentWord
    var respond: Set<Symbol> = []
    var handle: [Symbol] = []
    var getTemplates = TemplateKnowledge.absentWord
    var paginate = TemplateKnowledge.absentWord
    var rows = TemplateKnowledge.absentWord
    var row = TemplateKnowledge.absentWord
    var page = TemplateKnowledge.absentWord
    var view = TemplateKnowledge.absentWord
    var contextDecorators: Set<Symbol> = []
  }

  /// Stands for a word that the project does not contain: equal to no name of it.
  static let absentWord = Symbol(rawValue: .max)

  init() {}

  init(_ table: FlatTable, _ project: Project) {
    func list(_ path: String) -> [Symbol] {
      table.values(at: path).map { project.symbol($0) }.filter { !$0.isNone }
    }
    func names(_ path: String) -> Set<Symbol> { Set(list(path)) }
    func word(_ path: String) -> Symbol { list(path).first ?? TemplateKnowledge.absentWord }
    folders = Set(table.values(at: "folders"))
    renderers = names("render.functions").union(names("render.methods"))
    loaders = names("render.loaders")
    templateOptions = names("render.template-options")
    contextOptions = names("render.context-options")
    otherOptions = names("render.other-options")
    decorators = names("render.decorators")
    let kinds: [(String, ViewKind)] = [
      ("plain", .plain), ("list", .list), ("detail", .detail), ("change", .change), ("create", .create),
      ("remove", .remove),
    ]
    for (key, kind) in kinds {
      for base in list("views." + key) { viewBases[base] = kind }
    }
    view.template = list("views.attributes.template")
    view.model = word("views.attributes.model")
    view.queryset = word("views.attributes.queryset")
    view.objectName = word("views.attributes.object-name")
    view.suffix = word("views.attributes.suffix")
    view.getQueryset = word("views.methods.queryset")
    view.getObject = word("views.methods.object")
    view.getContext = word("views.methods.context")
    view.respond = names("views.methods.respond")
    view.handle = list("views.methods.handle")
    view.getTemplates = word("views.methods.templates")
    view.paginate = word("views.methods.page")
    view.rows = word("views.names.rows")
    view.row = word("views.names.row")
    view.page = word("views.names.page")
    view.view = word("views.names.view")
    view.contextDecorators = names("views.context-decorators")
    pageMethods = names("pages.methods")
    pageRows = names("pages.rows")
    declaredTags = names("declare.tags")
    declaredIncluded = names("declare.included")
    declaredFilters = names("declare.filters")
    declaredGlobals = names("declare.globals")
    contextFunctions = names("declare.context")
    contextModules = names("declare.context-modules")
    filterTables = names("declare.filter-tables")
    globalTables = names("declare.global-tables")
    filterSize = names("filters.size")
    filterElement = names("filters.element")
    filterRows = names("filters.rows")
    filterJoin = names("filters.text-of-rows")
    filterLimit = names("filters.limit")
    filterOfEach = names("filters.of-each")
    filterSame = names("filters.same")
    filterText = names("filters.text")
    attributeOption = word("filters.attribute-option")
    group = word("tags.group")
    groupOption = word("tags.group-option")
    groupNames = list("tags.group-names")
    loopNames = names("loops.names")
    loopEnds = names("loops.ends")
    userNames = names("user")
    requestNames = names("request")
    let roles: [(String, TemplateCall)] = [
      ("render.functions", .render), ("render.methods", .render), ("render.loaders", .load),
      ("render.contexts", .context), ("render.all-locals", .locals), ("pages.constructors", .page),
    ]
    for (key, role) in roles {
      for name in list(key) { calls[name] = role }
    }
  }
}
