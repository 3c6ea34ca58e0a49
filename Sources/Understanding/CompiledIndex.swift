package import Knowledge

/// What readers look words up in, as a compiled pack has it.
package enum CompiledIndex {
  /// Adds all tables that a reader makes of a lexicon to a compiled pack.
  package static func add(of lexicon: Lexicon, to image: inout ImageWriter) {
    let tables = ConceptIndexBuilder(lexicon.concepts).tables()
    tables.add(to: &image)
    SpellingTables(lexicon, tables.vocabulary).add(to: &image)
  }
}
