// A bar on the terminal for runs that take more than a second.

import Driver

/// A class because the closure that reports progress and the command that clears the bar share one line.
final class ProgressBar {
  private let started = monotonicSeconds()
  private var isShown = false
  private var lastText = ""

  /// Seconds before anything is shown.
  private static let patience = 1.0
  private static let width = 30

  init?(isWanted: Bool) {
    guard isWanted else { return nil }
  }

  func report(_ progress: ScanProgress) {
    guard monotonicSeconds() - started >= ProgressBar.patience, progress.files > 0 else { return }
    let filled = progress.finishedFiles * ProgressBar.width / progress.files
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: ProgressBar.width - filled)
    let text = "\r\(bar) \(progress.finishedFiles) of \(progress.files) files"
    guard text != lastText else { return }
    lastText = text
    isShown = true
    writeStandardError(text + "\u{1B}[K")
  }

  func clear() {
    if isShown { writeStandardError("\r\u{1B}[K") }
    isShown = false
  }
}
