// swift-tools-version: 6.0
import PackageDescription

/// The layers of Documentation/Architecture.md: a target may depend on lower layers only (Tests/HouseTests checks it).
let package = Package(
  name: "perf-lint",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "perf-lint", targets: ["perf-lint"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // 0
    .target(name: "Syntax"),
    // 1
    .target(name: "Findings", dependencies: ["Syntax"]),
    // 2
    .target(name: "Facts", dependencies: ["Syntax", "Findings"]),
    // 3
    .target(name: "PythonFrontend", dependencies: ["Syntax"]),
    .target(name: "SwiftFrontend", dependencies: ["Syntax"]),
    .target(name: "TemplateFrontend", dependencies: ["Syntax"]),
    .target(name: "SQLFrontend", dependencies: ["Syntax"]),
    .target(name: "Lowering", dependencies: ["Facts", "Syntax"]),
    .target(
      name: "Analysis", dependencies: ["Facts", "Findings", "Syntax"],
      // The interpreter is one class that one thread uses; checking its accesses at run time cost 4%.
      swiftSettings: [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]),
    .systemLibrary(name: "CAllocation"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "QueryPlan", dependencies: ["CSQLite", "Facts", "Findings", "Syntax"]),
    .target(name: "Fixes", dependencies: ["Findings", "Syntax"]),
    .target(name: "Reporting", dependencies: ["Facts", "Findings", "Syntax"]),
    .target(name: "Patterns", dependencies: ["Facts", "Findings", "Syntax"]),
    .target(name: "RuleCatalog", dependencies: ["Facts", "Findings", "Patterns", "Syntax", "Yams"]),
    // 4
    .target(
      name: "Driver",
      dependencies: [
        "PythonFrontend", "SwiftFrontend", "TemplateFrontend", "SQLFrontend", "Lowering", "Analysis", "QueryPlan",
        "Fixes", "Reporting", "Patterns", "RuleCatalog", "Facts", "Findings", "Syntax", "CAllocation", "Yams",
      ],
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")]),
    // 5
    .executableTarget(
      name: "perf-lint",
      dependencies: [
        "Driver", "Facts", "Reporting", "Findings", "Syntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "embed-rules", dependencies: ["RuleCatalog"]),
    // Tests
    .testTarget(name: "HouseTests"),
    .testTarget(name: "PythonFrontendTests", dependencies: ["PythonFrontend", "Syntax"]),
    .testTarget(name: "SwiftFrontendTests", dependencies: ["SwiftFrontend", "Syntax"]),
    .testTarget(name: "TemplateFrontendTests", dependencies: ["TemplateFrontend", "Syntax"]),
    .testTarget(name: "SQLFrontendTests", dependencies: ["SQLFrontend", "Syntax"]),
    .testTarget(
      name: "QueryPlanTests", dependencies: ["QueryPlan", "SQLFrontend", "Facts", "Findings", "Syntax"]),
    .testTarget(
      name: "FixesTests", dependencies: ["Fixes", "PythonFrontend", "SwiftFrontend", "Reporting", "Findings", "Syntax"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Facts", "Findings", "Syntax"]),
    .testTarget(
      name: "PatternsTests",
      dependencies: [
        "Patterns", "PythonFrontend", "SwiftFrontend", "TemplateFrontend", "Facts", "Findings", "Syntax",
      ]),
    .testTarget(
      name: "RuleCatalogTests",
      dependencies: ["RuleCatalog", "Patterns", "PythonFrontend", "SwiftFrontend", "Facts", "Findings", "Syntax"]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: ["Analysis", "Lowering", "PythonFrontend", "Facts", "Findings", "Syntax"]),
    .testTarget(name: "DriverTests", dependencies: ["Driver", "Facts", "Findings", "Syntax"]),
    .testTarget(name: "CorpusTests", dependencies: ["Driver", "Reporting", "Facts", "Findings", "Syntax"]),
  ]
)
