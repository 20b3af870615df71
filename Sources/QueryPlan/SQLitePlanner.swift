// The planner that rules and commands ask: SQLite, with the repository's schema in memory. This file is the public face;
// how advice comes about is under Advice/.

import Facts
import Findings
import Syntax

/// What may be set about planning.
public struct PlannerOptions: Sendable {
  public var assumptions = SizeAssumptions()
  /// Statistics of a database file, if one was given.
  public var statistics: DatabaseStatistics?
  /// Whether to look for the one set of indexes that serves all statements best for its bytes, where sizes are known or a
  /// budget is given, instead of what each statement wants.
  public var searchesSet = false
  /// Bytes that the set may take.
  public var budget: Int?
  /// Whether to keep the plan of each statement, and propose nothing.
  public var keepsPlans = false
  /// Whether to tell how much of the schema SQLite takes, also of tables that no statement reads.
  public var countsTables = true

  public init() {}
}

/// Plans statements in an in-memory SQLite. Every call builds its own databases, so calls may run side by side.
public struct SQLitePlanner: QueryPlanner {
  public var options: PlannerOptions
  /// Runs what can run side by side: advice is the same whatever it does.
  public var runner: any WorkRunner

  public init(options: PlannerOptions = PlannerOptions(), runner: any WorkRunner = SequentialRunner()) {
    self.options = options
    self.runner = runner
  }

  public func explain(_ fact: StatementFact, catalog: SchemaCatalog) -> PlanResult {
    var workload = Workload(catalog: catalog, options: options)
    workload.add([fact], runner)
    if let failed = workload.untranslated.first { return .untranslated(reason: failed.reason) }
    guard let group = workload.groups.first, let statement = group.statements.first else {
      return .untranslated(reason: "nothing to plan")
    }
    do {
      let database = try WhatIfDatabase(tables: group.tables, views: group.views, sizes: group.sizes)
      return .plan(database.shown(try database.explain(statement.text)))
    } catch {
      return .untranslated(reason: error.message)
    }
  }

  public func proposeIndexes(for statements: [StatementFact], catalog: SchemaCatalog) -> IndexAdvice {
    var workload = Workload(catalog: catalog, options: options)
    workload.add(statements, runner)
    var advisor = Advisor(workload: workload, facts: statements, options: options, runner: runner)
    return advisor.advise()
  }
}
