#ifndef CEMBEDDEDKNOWLEDGE_H
#define CEMBEDDEDKNOWLEDGE_H

#include <stddef.h>

/// One file of knowledge/ as it was when the program was built.
typedef struct {
  /// `folder/file`.
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t count;
} EmbeddedFile;

/// How many files there are.
size_t embedded_file_count(void);
/// The file at a 0-based index below the count.
EmbeddedFile embedded_file(size_t index);

#endif
