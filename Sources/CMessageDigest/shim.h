// libmd's message digests. Its header names types that it does not include.
#include <stdint.h>
#include <sys/types.h>

#include <sha2.h>
