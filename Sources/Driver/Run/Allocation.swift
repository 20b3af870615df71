// How the C library's allocator gets its memory from the system. A run allocates much, frees little of it before its
// end, and then ends: growing a thread's heap page by page and giving back what is needed again was a tenth of the time
// on SQL.

import CAllocation

/// To be called once, before the first thread starts. Pages that are never written cost nothing, whatever is reserved.
public func prepareAllocation() { allocation_take_in_large_steps() }
