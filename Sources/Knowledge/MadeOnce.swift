package import Synchronization

/// The values that were made so far, by number. Many threads may ask: whoever makes one first has made it for all.
package final class MadeOnce<Value: AnyObject & Sendable>: @unchecked Sendable {
  // Unchecked: the slots are only reached atomically.
  @usableFromInline let slots: UnsafeMutableBufferPointer<Atomic<UnsafeRawPointer?>>

  /// Makes room for the values of the numbers below `count`.
  package init(count: Int) {
    slots = .allocate(capacity: count)
    for place in slots.indices { (slots.baseAddress! + place).initialize(to: Atomic(nil)) }
  }

  /// The value of a number, made by `make` if it is the first time that it is asked for.
  @inlinable package func value(_ number: Int, _ make: (Int) -> Value) -> Value {
    if let pointer = slots[number].load(ordering: .acquiring) {
      return Unmanaged.fromOpaque(pointer).takeUnretainedValue()
    }
    let made = Unmanaged.passRetained(make(number))
    let (isFirst, earlier) = slots[number].compareExchange(
      expected: nil, desired: UnsafeRawPointer(made.toOpaque()), ordering: .acquiringAndReleasing)
    guard !isFirst, let earlier else { return made.takeUnretainedValue() }
    made.release()
    return Unmanaged.fromOpaque(earlier).takeUnretainedValue()
  }

  deinit {
    for place in slots.indices {
      if let pointer = slots[place].load(ordering: .acquiring) {
        Unmanaged<Value>.fromOpaque(pointer).release()
      }
    }
    slots.deallocate()
  }
}
