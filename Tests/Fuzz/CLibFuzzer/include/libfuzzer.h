#ifndef IBID_LIBFUZZER_H
#define IBID_LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

// Of the fuzzer that comes with the toolchain; no header of it declares them for C.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));

#endif
