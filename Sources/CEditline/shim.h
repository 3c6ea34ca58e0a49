// libedit's el_set, el_get and history take variable arguments, which Swift cannot call. Each use this package makes
// of them is wrapped here in a function with the arguments that use needs; the comment above each says why it is used.
#ifndef CEDITLINE_SHIM_H
#define CEDITLINE_SHIM_H

#include <histedit.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <wchar.h>

/// How many columns a character takes, -1 for one that cannot be printed. wchar.h only declares it under _XOPEN_SOURCE,
/// which a module cannot ask for.
extern int wcwidth(wchar_t character);

/// glibc's streams with functions of one's own. stdio.h only declares them under _GNU_SOURCE, which a module cannot ask
/// for; the layout is that of fopencookie(3).
typedef struct {
  ssize_t (*read)(void *cookie, char *bytes, size_t count);
  ssize_t (*write)(void *cookie, const char *bytes, size_t count);
  int (*seek)(void *cookie, __off64_t *position, int origin);
  int (*close)(void *cookie);
} editline_stream_functions;
extern FILE *editline_fopencookie(void *cookie, const char *mode, editline_stream_functions functions)
    __asm__("fopencookie");

/// Opens a stream for writing that hands what is written to `write`.
static inline FILE *editline_open_stream(
    void *cookie, ssize_t (*write)(void *cookie, const char *bytes, size_t count)) {
  editline_stream_functions functions = {NULL, write, NULL, NULL};
  return editline_fopencookie(cookie, "w", functions);
}

/// A function bound to keys: gets the key that called it and returns one of the CC_ codes. histedit.h has no type for it.
typedef unsigned char (*editline_function)(EditLine *, wint_t);

/// Returns the text of the prompt. histedit.h names the type only in a comment.
typedef char *(*editline_prompt_function)(EditLine *);

/// Starts the editor on standard input. `stdin` is a mutable global, which Swift 6 refuses to read. The descriptors are
/// named because `output` need not have one of its own.
static inline EditLine *editline_init(const char *program, FILE *output, FILE *errors) {
  return el_init_fd(program, stdin, output, errors, 0, 1, 2);
}

/// Flushes what the program has printed, so that the prompt comes after it. `stdout` is a mutable global.
static inline int editline_flush_standard_output(void) { return fflush(stdout); }

/// EL_TERMINAL: the terminal type, a name in the terminal database. 0, or -1 when the database has no such entry.
static inline int editline_set_terminal(EditLine *el, const char *type) {
  return el_set(el, EL_TERMINAL, type);
}

/// EL_SETFP on descriptor 2: errors go to `errors` from now on.
static inline int editline_set_error_file(EditLine *el, FILE *errors) {
  return el_set(el, EL_SETFP, 2, errors);
}


/// EL_PROMPT_ESC: the prompt, with escape sequences between two `mark` characters so that they take no column.
static inline int editline_set_prompt(EditLine *el, editline_prompt_function prompt, char mark) {
  return el_set(el, EL_PROMPT_ESC, prompt, (int)mark);
}

/// EL_EDITOR: "emacs" or "vi". libedit begins in vi mode, which would surprise most people.
static inline int editline_set_editor(EditLine *el, const char *editor) { return el_set(el, EL_EDITOR, editor); }

/// EL_EDITOR, read back: the start-up file may have changed it.
static inline const char *editline_editor(EditLine *el) {
  const char *editor = NULL;
  return el_get(el, EL_EDITOR, &editor) == 0 ? editor : NULL;
}

/// EL_EDITMODE, read: 0 after `edit off` in the start-up file.
static inline int editline_is_editing(EditLine *el) {
  int editing = 0;
  return el_get(el, EL_EDITMODE, &editing) == 0 ? editing : 0;
}

/// EL_SIGNAL off: with it, libedit re-sends each signal to the whole process group.
static inline int editline_leave_signals_alone(EditLine *el) { return el_set(el, EL_SIGNAL, 0); }

/// EL_CLIENTDATA: the object that the callbacks below belong to.
static inline int editline_set_client(EditLine *el, void *client) { return el_set(el, EL_CLIENTDATA, client); }

/// EL_CLIENTDATA, read back inside a callback.
static inline void *editline_client(EditLine *el) {
  void *client = NULL;
  return el_get(el, EL_CLIENTDATA, &client) == 0 ? client : NULL;
}

/// EL_GETCFN: the function that reads one character; 1 when it has, 0 at the end of input, -1 when interrupted.
static inline int editline_set_reader(EditLine *el, el_rfunc_t reader) { return el_set(el, EL_GETCFN, reader); }

/// EL_ADDFN: a function that keys can be bound to by name, also from the start-up file.
static inline int editline_add_function(
    EditLine *el, const char *name, const char *help, editline_function function) {
  return el_set(el, EL_ADDFN, name, help, function);
}

/// EL_BIND: binds `key`, in bind's notation, to a function in the main key map.
static inline int editline_bind(EditLine *el, const char *key, const char *function) {
  return el_set(el, EL_BIND, key, function, NULL);
}

/// EL_BIND -a: the same in the alternative key map, which is vi's command mode.
static inline int editline_bind_alternative(EditLine *el, const char *key, const char *function) {
  return el_set(el, EL_BIND, "-a", key, function, NULL);
}

/// EL_REFRESH: draws prompt and line from where the cursor stands, taken as the start of a row.
static inline int editline_refresh(EditLine *el) { return el_set(el, EL_REFRESH); }

/// EL_PREP_TERM: puts the terminal into editing mode (1) or back into the state found at start (0).
static inline int editline_prepare_terminal(EditLine *el, int editing) { return el_set(el, EL_PREP_TERM, editing); }

/// EL_HIST: the history that the arrow keys and the search walk through; `history` itself is variadic.
static inline int editline_set_history(EditLine *el, History *entries) {
  return el_set(el, EL_HIST, history, entries);
}

/// H_SETSIZE: how many entries are kept.
static inline int editline_history_set_size(History *entries, int size) {
  HistEvent event;
  return history(entries, &event, H_SETSIZE, size);
}

/// H_SETUNIQUE: an entry equal to the one before it is not added.
static inline int editline_history_set_unique(History *entries) {
  HistEvent event;
  return history(entries, &event, H_SETUNIQUE, 1);
}

/// H_ENTER: adds the newest entry.
static inline int editline_history_enter(History *entries, const char *text) {
  HistEvent event;
  return history(entries, &event, H_ENTER, text);
}

/// PR_SET_DUMPABLE: no core file, whatever the system does with crashes. prctl takes variable arguments as well.
static inline int process_prevent_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// H_CLEAR: forgets every entry.
static inline int editline_history_clear(History *entries) {
  HistEvent event;
  return history(entries, &event, H_CLEAR);
}

#endif
