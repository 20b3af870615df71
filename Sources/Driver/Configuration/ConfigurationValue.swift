// What YAML and TOML have in common once read: scalars, lists and tables, each knowing its line. What the keys mean
// is decided in ConfigurationKeys.

/// A value of a configuration file.
struct ConfigurationValue: Sendable {
  /// From 1.
  var line: Int
  var content: Content

  indirect enum Content: Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case truth(Bool)
    case empty
    case list([ConfigurationValue])
    case table([ConfigurationEntry])
  }

  /// For messages: what the value is.
  var kind: String {
    switch content {
    case .text: return "a text"
    case .integer: return "a whole number"
    case .number: return "a number"
    case .truth: return "true or false"
    case .empty: return "nothing"
    case .list: return "a list"
    case .table: return "a table"
    }
  }
}

/// A key of a table, in the order of the file.
struct ConfigurationEntry: Sendable {
  var key: String
  var line: Int
  var value: ConfigurationValue
}

/// What is wrong in a configuration file, and where.
struct ConfigurationFault: Error, Sendable {
  var line: Int
  var message: String
}
