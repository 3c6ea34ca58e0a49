// Stands before the C library's allocator and counts; a program's own definitions win over the library's.
#include "CAllocationCounter.h"

#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static long counted;

void *malloc(size_t size) {
  __atomic_fetch_add(&counted, 1, __ATOMIC_RELAXED);
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  __atomic_fetch_add(&counted, 1, __ATOMIC_RELAXED);
  return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  __atomic_fetch_add(&counted, 1, __ATOMIC_RELAXED);
  return __libc_realloc(old, size);
}

long allocation_count(void) { return __atomic_load_n(&counted, __ATOMIC_RELAXED); }
