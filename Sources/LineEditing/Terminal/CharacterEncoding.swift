import Glibc

/// Makes libedit and the C library read and write UTF-8.
enum CharacterEncoding {
  /// Takes the user's locale for characters, or C.UTF-8 where that one has another encoding or does not exist: without
  /// it libedit silently drops every byte that is not ASCII. Only LC_CTYPE is set: numbers, dates and sorting must come
  /// out the same for everybody.
  static func useUTF8() {
    setlocale(LC_CTYPE, "")
    for locale in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] {
      if let codeset = nl_langinfo(Int32(CODESET)), String(cString: codeset) == "UTF-8" { return }
      setlocale(LC_CTYPE, locale)
    }
  }
}
