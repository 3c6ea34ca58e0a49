#ifndef IBID_ALLOCATION_COUNTER_H
#define IBID_ALLOCATION_COUNTER_H

/// How often this process has asked for memory so far, by malloc, calloc and realloc.
long allocation_count(void);

#endif
