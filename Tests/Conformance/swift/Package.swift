// swift-tools-version: 6.0
import PackageDescription

/// Compares the Swift frontend with swift-syntax. A package of its own, so that the product does not depend on it; the
/// frontend's sources are linked into `Sources`.
let package = Package(
  name: "swift-conformance",
  platforms: [.macOS(.v13)],
  dependencies: [.package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1")],
  targets: [
    .target(name: "Syntax"),
    .target(name: "SwiftFrontend", dependencies: ["Syntax"]),
    .executableTarget(
      name: "swift-conformance",
      dependencies: [
        "Syntax", "SwiftFrontend",
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ]),
  ]
)
