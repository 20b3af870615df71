// Whether a report is coloured: by choice, by the terminal, by the environment.

import ArgumentParser
import Driver

enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `auto` colours on a terminal unless `NO_COLOR` is set (https://no-color.org).
  func isOn(for stream: OutputStream) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      return isTerminal(stream) && environmentValue("NO_COLOR") == nil && environmentValue("TERM") != "dumb"
    }
  }
}
