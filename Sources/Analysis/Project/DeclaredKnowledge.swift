// What the tables under Rules/frameworks say about classes that a framework walks by itself: serializers, list views,
// admin pages and classes with a callback for each row. Keyed by the project's symbols, as Knowledge is.

import Facts

/// A kind of class whose methods a framework calls once a row.
struct RowCallbackKind: Sendable {
  var bases: Set<Symbol> = []
  /// Methods that give the rows.
  var rows: Set<Symbol> = []
  /// Where the model is named: `model`, or `Meta.model` for an inner class, or a method that returns it.
  var model: [(owner: Symbol, name: Symbol)] = []
  var prefixes: [[UInt8]] = []
  var methods: Set<Symbol> = []
  /// Methods that a class may leave out, and what is then called of the row.
  var instead: [(own: Symbol, called: Symbol)] = []
  /// Name of the parameter that gets the row; the first one after `self` when empty.
  var rowParameter: Set<Symbol> = []
  /// A decorator with the model as its argument makes the class one of these.
  var classDecorators: Set<Symbol> = []
  var decorators: Set<Symbol> = []
  /// Options of a method's decorator that load what the method reads.
  var hints: Set<Symbol> = []
  /// Options of a field that say which path from the row it shows.
  var pathOptions: Set<Symbol> = []
  /// Fields that show the related row or rows of their name.
  var nestedFields: Set<Symbol> = []
  /// What the names of field classes end in that show the attribute of their name.
  var shownEnds: [[UInt8]] = []
  /// Attributes of a view that name the class: it shows the view's rows.
  var viewOptions: Set<Symbol> = []
  /// Types that hold many: a class is one of these when some annotation lists it.
  var listed: Set<Symbol> = []
  /// Classes that are asked once.
  var roots: Set<Symbol> = []
  /// The row is the methods' own first parameter.
  var rowIsReceiver = false
  /// Somebody else hands the rows in: what is loaded with them is not known.
  var hasUnknownRows = false
}

struct DeclaredKnowledge: Sendable {
  var serializerBases: Set<Symbol> = []
  var modelSerializerBases: Set<Symbol> = []
  var methodFields: Set<Symbol> = []
  var methodPrefixes: [String] = []
  var methodOption: Set<Symbol> = []
  var nestedFields: Set<Symbol> = []
  var keyFields: Set<Symbol> = []
  var rowFields: Set<Symbol> = []
  var rowOption: Set<Symbol> = []
  var textFields: Set<Symbol> = []
  var linkFields: Set<Symbol> = []
  var linkOption: Set<Symbol> = []
  var sourceOption: Set<Symbol> = []
  var manyOption: Set<Symbol> = []
  var hiddenOption: Set<Symbol> = []
  var render: Set<Symbol> = []
  var attributeReaders: Set<Symbol> = []
  var dump: Set<Symbol> = []
  var fieldsOption: Set<Symbol> = []
  var modelOption: Set<Symbol> = []
  var depthOption: Set<Symbol> = []
  var listSerializerOption: Set<Symbol> = []
  var rowArgument: Set<Symbol> = []
  /// Arguments of a serializer or field that the framework itself takes.
  var fieldArguments: Set<Symbol> = []
  var child: Set<Symbol> = []

  var listViewBases: Set<Symbol> = []
  var frameworkClasses: Set<Symbol> = []
  var listMethods: Set<Symbol> = []
  var rowsMethod: Set<Symbol> = []
  var rowsAttribute: Set<Symbol> = []
  var modelAttribute: Set<Symbol> = []
  var serializerMethod: Set<Symbol> = []
  /// In order of preference.
  var serializerAttribute: [Symbol] = []
  var makeSerializer: Set<Symbol> = []
  var passThrough: Set<Symbol> = []
  var actionAttribute: Set<Symbol> = []
  var actionValue: Set<Symbol> = []

  var adminBases: Set<Symbol> = []
  var adminRegister: Set<Symbol> = []
  /// Settings that are on only where the program is developed.
  var debugSettings: Set<Symbol> = []
  var adminColumns: Set<Symbol> = []
  var adminEager: Set<Symbol> = []
  var adminInlines: Set<Symbol> = []
  var adminReadonly: Set<Symbol> = []
  var adminNotChosen: [Symbol] = []
  var adminChosen: Set<Symbol> = []
  var adminOwnFields: Set<Symbol> = []
  var adminFieldMakers: Set<Symbol> = []

  var schemaBases: Set<Symbol> = []
  var schemaReaders: Set<Symbol> = []
  var schemaResolverPrefixes: [[UInt8]] = []
  var schemaPathOption: Set<Symbol> = []
  var routeDecorators: Set<Symbol> = []
  var routeOption: Set<Symbol> = []
  /// Decorators whose argument is the schema.
  var routeResults: Set<Symbol> = []

  var formBases: Set<Symbol> = []
  var modelFormBases: Set<Symbol> = []
  /// Views that make a form of their model's fields, unless an option names the form.
  var editViewBases: Set<Symbol> = []
  var formOption: Set<Symbol> = []
  var choiceFields: Set<Symbol> = []
  var choiceRows: Set<Symbol> = []
  var choiceLabel: Set<Symbol> = []
  var choiceLabelOption: Set<Symbol> = []
  var choiceOtherOptions: Set<Symbol> = []
  var shownOtherwise: Set<Symbol> = []
  var fieldTable: Set<Symbol> = []

  var callbacks: [RowCallbackKind] = []
  /// The inner class that holds options.
  var meta: Symbol = .none
  var all: Symbol = .none

  init(tables: [FlatTable], project: Project) {
    meta = project.symbol("Meta")
    all = project.symbol("__all__")
    for table in tables {
      func symbols(_ path: String) -> Set<Symbol> {
        Set(table.values(at: path).map { project.symbol($0) }.filter { !$0.isNone })
      }
      if table.node(at: "serializers") != nil {
        serializerBases.formUnion(symbols("serializers.bases"))
        modelSerializerBases.formUnion(symbols("serializers.model-bases"))
        methodFields.formUnion(symbols("serializers.method-fields"))
        methodPrefixes += table.values(at: "serializers.method-prefix")
        methodOption.formUnion(symbols("serializers.method-option"))
        nestedFields.formUnion(symbols("serializers.nested-fields"))
        keyFields.formUnion(symbols("serializers.key-fields"))
        rowFields.formUnion(symbols("serializers.row-fields"))
        rowOption.formUnion(symbols("serializers.row-option"))
        textFields.formUnion(symbols("serializers.text-fields"))
        linkFields.formUnion(symbols("serializers.link-fields"))
        linkOption.formUnion(symbols("serializers.link-option"))
        sourceOption.formUnion(symbols("serializers.source-option"))
        manyOption.formUnion(symbols("serializers.many-option"))
        hiddenOption.formUnion(symbols("serializers.hidden-option"))
        render.formUnion(symbols("serializers.render"))
        attributeReaders.formUnion(symbols("serializers.attribute-readers"))
        dump.formUnion(symbols("serializers.dump"))
        fieldsOption.formUnion(symbols("serializers.fields-option"))
        modelOption.formUnion(symbols("serializers.model-option"))
        depthOption.formUnion(symbols("serializers.depth-option"))
        listSerializerOption.formUnion(symbols("serializers.list-serializer-option"))
        rowArgument.formUnion(symbols("serializers.row-argument"))
        fieldArguments.formUnion(symbols("serializers.field-arguments"))
        child.formUnion(symbols("serializers.child"))
      }
      if table.node(at: "list-views") != nil {
        listViewBases.formUnion(symbols("list-views.bases"))
        frameworkClasses.formUnion(symbols("list-views.framework-classes"))
        listMethods.formUnion(symbols("list-views.list-methods"))
        rowsMethod.formUnion(symbols("list-views.rows-method"))
        rowsAttribute.formUnion(symbols("list-views.rows-attribute"))
        modelAttribute.formUnion(symbols("list-views.model-attribute"))
        serializerMethod.formUnion(symbols("list-views.serializer-method"))
        serializerAttribute += table.values(at: "list-views.serializer-attribute").map { project.symbol($0) }.filter {
          !$0.isNone
        }
        makeSerializer.formUnion(symbols("list-views.make-serializer"))
        passThrough.formUnion(symbols("list-views.pass-through"))
        actionAttribute.formUnion(symbols("list-views.action-attribute"))
        actionValue.formUnion(symbols("list-views.action-value"))
      }
      if table.node(at: "admin") != nil {
        adminBases.formUnion(symbols("admin.bases"))
        adminRegister.formUnion(symbols("admin.register"))
        debugSettings.formUnion(symbols("admin.debug-settings"))
        adminColumns.formUnion(symbols("admin.columns"))
        adminEager.formUnion(symbols("admin.eager"))
        adminInlines.formUnion(symbols("admin.inlines"))
        adminReadonly.formUnion(symbols("admin.readonly"))
        adminNotChosen += table.values(at: "admin.not-chosen").map { project.symbol($0) }.filter { !$0.isNone }
        adminChosen.formUnion(symbols("admin.chosen"))
        adminOwnFields.formUnion(symbols("admin.own-fields"))
        adminFieldMakers.formUnion(symbols("admin.field-makers"))
      }
      if table.node(at: "schemas") != nil {
        schemaBases.formUnion(symbols("schemas.bases"))
        schemaReaders.formUnion(symbols("schemas.readers"))
        schemaResolverPrefixes += table.values(at: "schemas.resolver-prefix").map { Array($0.utf8) }
        schemaPathOption.formUnion(symbols("schemas.path-option"))
        routeDecorators.formUnion(symbols("schemas.routes.decorators"))
        routeOption.formUnion(symbols("schemas.routes.option"))
        routeResults.formUnion(symbols("schemas.routes.results"))
        routeDecorators.formUnion(routeResults)
      }
      if table.node(at: "forms") != nil {
        formBases.formUnion(symbols("forms.bases"))
        modelFormBases.formUnion(symbols("forms.model-bases"))
        editViewBases.formUnion(symbols("forms.view-bases"))
        formOption.formUnion(symbols("forms.form-option"))
        choiceFields.formUnion(symbols("forms.choice-fields"))
        choiceRows.formUnion(symbols("forms.rows-option"))
        choiceLabel.formUnion(symbols("forms.label-method"))
        choiceLabelOption.formUnion(symbols("forms.label-option"))
        choiceOtherOptions.formUnion(symbols("forms.other-options"))
        shownOtherwise.formUnion(symbols("forms.shown-otherwise"))
        fieldTable.formUnion(symbols("forms.field-table"))
      }
      for kind in table.children(of: "row-callbacks") {
        let path = "row-callbacks." + kind
        var callback = RowCallbackKind()
        callback.bases = symbols(path + ".bases")
        callback.rows = symbols(path + ".rows")
        callback.methods = symbols(path + ".methods")
        callback.rowParameter = symbols(path + ".row-parameter")
        callback.prefixes = table.values(at: path + ".prefixes").map { Array($0.utf8) }
        callback.classDecorators = symbols(path + ".class-decorators")
        callback.decorators = symbols(path + ".decorators")
        callback.pathOptions = symbols(path + ".path-options")
        callback.nestedFields = symbols(path + ".nested-fields")
        callback.hints = symbols(path + ".hints")
        callback.shownEnds = table.values(at: path + ".shown-ends").map { Array($0.utf8) }
        callback.viewOptions = symbols(path + ".view-options")
        for pair in table.values(at: path + ".instead") {
          let parts = pair.split(separator: ".").map { project.symbol(String($0)) }
          if parts.count == 2, !parts[1].isNone { callback.instead.append((parts[0], parts[1])) }
        }
        callback.listed = symbols(path + ".listed")
        callback.roots = symbols(path + ".roots")
        callback.rowIsReceiver = table.value(at: path + ".row-is-receiver") == "true"
        callback.hasUnknownRows = table.value(at: path + ".unknown-rows") == "true"
        for place in table.values(at: path + ".model") {
          let parts = place.split(separator: ".").map { project.symbol(String($0)) }
          guard let last = parts.last, !last.isNone else { continue }
          callback.model.append((parts.count > 1 ? parts[0] : .none, last))
        }
        if !callback.bases.isEmpty || !callback.classDecorators.isEmpty { callbacks.append(callback) }
      }
    }
  }
}
