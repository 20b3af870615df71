// The settings of the C library's allocator, which Swift's Glibc module leaves out.
#ifndef PERF_LINT_CALLOCATION_SHIM_H
#define PERF_LINT_CALLOCATION_SHIM_H

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// Takes address space from the system in large steps and keeps what is freed. Does nothing where the C library has
/// no such settings.
static inline void allocation_take_in_large_steps(void) {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

#endif
