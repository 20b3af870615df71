// How much work the interpreter does before it stops following; what that left out is counted.

/// Limits of one interpreter.
struct InterpretationLimits {
  /// Calls followed below a root function.
  var callDepth = 8
  /// Operations interpreted below one root function before calls are no longer followed.
  var operationsPerRoot = 12_000
  /// The same for a view and its templates.
  var operationsPerView = 30_000
  /// Effects kept of one call.
  var effectsPerCall = 40
  /// Places of a call chain that are kept.
  var chainLength = 8
}
