// The only place that starts threads. Work items are numbered; results come back by number, so nothing that a run
// says can depend on which thread did what.

import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Stack of a worker. Parsers and analyses bound their depth (`Limits.nestingDepth`); this leaves them ample room.
private let workerStackBytes = 16 << 20

/// Milliseconds between two looks at the progress of a run.
private let progressMilliseconds = 100

/// Runs `body` for every number in `order` on `threads` threads and returns the results by number.
///
/// `order` holds each of `0 ..< order.count` once and says which items to begin with: with the largest first, no
/// thread is left alone with a large file at the end. Each thread has a `scratch` of its own.
/// `progress` is called on the calling thread with the number of finished items.
func parallelMap<Scratch, Output: Sendable>(
  order: [Int], threads: Int, scratch: @escaping @Sendable () -> Scratch, progress: ((Int) -> Void)? = nil,
  body: @escaping @Sendable (inout Scratch, Int) -> Output
) -> [Output] {
  let results = ResultSlots<Output>(count: order.count)
  let next = Counter()
  let finished = Counter()
  let work: @Sendable () -> Void = {
    var own = scratch()
    while true {
      let turn = next.add(1)
      guard turn < order.count else { return }
      let item = order[turn]
      results.set(item, body(&own, item))
      finished.add(1)
    }
  }
  let started = (0..<max(1, min(threads, order.count))).compactMap { _ in startThread(work) }
  // A system that gives no thread at all still gets its answer.
  if started.isEmpty { work() }
  if let progress, finished.value < order.count {
    watch(finished, until: order.count, progress)
  }
  for thread in started { pthread_join(thread, nil) }
  return results.take()
}

private func watch(_ finished: Counter, until count: Int, _ progress: (Int) -> Void) {
  // Short naps at first, so that a short run is not held up by its progress bar.
  var milliseconds = 1
  while finished.value < count {
    usleep(UInt32(milliseconds * 1000))
    if milliseconds < progressMilliseconds { milliseconds = min(milliseconds * 2, progressMilliseconds) }
    progress(finished.value)
  }
}

private func startThread(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return nil }
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, workerStackBytes)
  let context = Unmanaged.passRetained(ThreadWork(work))
  #if canImport(Darwin)
    var thread: pthread_t?
    let failure = pthread_create(&thread, &attributes, { runThreadWork($0) }, context.toOpaque())
    let started = thread
  #else
    var thread = pthread_t()
    let failure = pthread_create(&thread, &attributes, { runThreadWork($0) }, context.toOpaque())
    let started: pthread_t? = thread
  #endif
  guard failure == 0 else {
    context.release()
    return nil
  }
  return started
}

private func runThreadWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<ThreadWork>.fromOpaque(context).takeRetainedValue().work()
  return nil
}

/// Carries a closure through the C call that starts a thread.
private final class ThreadWork: Sendable {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// A number that threads share: a class because they must all see the same one.
private final class Counter: Sendable {
  private let number = Atomic<Int>(0)
  var value: Int { number.load(ordering: .acquiring) }
  @discardableResult
  func add(_ amount: Int) -> Int { number.add(amount, ordering: .acquiringAndReleasing).oldValue }
}

/// One slot a work item. Safe because every item is handed to exactly one thread (the counter in `parallelMap`), a
/// slot is written once, and `take` runs after all threads were joined.
private final class ResultSlots<Output>: @unchecked Sendable {
  private let slots: UnsafeMutableBufferPointer<Output?>

  init(count: Int) {
    slots = .allocate(capacity: count)
    slots.initialize(repeating: nil)
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  func set(_ index: Int, _ value: Output) {
    assert(slots[index] == nil, "an item was worked on twice")
    slots[index] = value
  }

  func take() -> [Output] { slots.compactMap { $0 } }
}
