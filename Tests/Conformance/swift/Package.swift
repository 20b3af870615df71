// swift-tools-version: 6.0
import PackageDescription

/// Compares the Swift frontend with swift-syntax. A package of its own, so that the product does not depend on it.
let package = Package(
  name: "swift-conformance",
  platforms: [.macOS(.v13)],
  dependencies: [.package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1")],
  targets: [
    .executableTarget(
      name: "swift-reference",
      dependencies: [
        .product(name: "SwiftParser", package: "swift-syntax"),
        .product(name: "SwiftSyntax", package: "swift-syntax"),
      ])
  ]
)
