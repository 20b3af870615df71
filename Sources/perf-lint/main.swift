// Starts the command and turns its end into an exit code.

import ArgumentParser
import Driver

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

prepareAllocation()

do {
  var command = try PerfLint.parseAsRoot()
  try command.run()
} catch let error as UsageError {
  writeStandardError("perf-lint: \(error)\n")
  exit(ExitStatus.usage.rawValue)
} catch let code as ExitCode {
  exit(code.rawValue)
} catch {
  // Help and the version are errors to ArgumentParser, with exit code 0.
  let message = PerfLint.fullMessage(for: error)
  guard PerfLint.exitCode(for: error).isSuccess else {
    writeStandardError(message + "\n")
    exit(ExitStatus.usage.rawValue)
  }
  writeStandardOutput(message + "\n")
}
