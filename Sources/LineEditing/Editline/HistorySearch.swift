import Glibc

/// A search of the history while somebody types what to look for: which entry is found, as a value that reads no key and
/// draws nothing.
///
/// What is found depends on the query and on the entry last gone to, not on the keys in between, so that deleting a
/// character goes back to what was found without it.
struct HistorySearch {
  /// What the last key led to.
  enum Outcome: Equatable {
    /// There is nothing to search.
    case empty
    /// Nothing is looked for yet.
    case waiting
    case found
    /// No entry has the query; what was found before stays shown.
    case noMatch
    /// The entry shown is the oldest, or the newest, that has the query.
    case noOlder, noNewer
  }

  /// A place where the query stands.
  struct Match: Equatable {
    /// 0-based index into the entries, oldest first.
    var entry: Int
    /// 0-based offset of the query in the entry, in cells.
    var offset: Int
  }

  private(set) var query: [wchar_t] = []
  private(set) var outcome: Outcome
  /// What is shown; nil for the line as it was typed.
  private(set) var match: Match?

  private let entries: [String]
  private let clusters: ClusterTable
  /// Where looking begins.
  private var anchor: Int
  private var folding: CellFolding
  /// Entries as `folding` has them, by index.
  private var folded: [Int: [wchar_t]] = [:]

  /// Begins a search; `entries` are oldest first.
  init(entries: [String], clusters: ClusterTable) {
    self.entries = entries
    self.clusters = clusters
    anchor = entries.count - 1
    outcome = entries.isEmpty ? .empty : .waiting
    folding = CellFolding(ignoresCase: true, clusters: clusters)
  }

  /// The cells of an entry as it is shown: on one line, with nothing in it that drives a terminal.
  func cells(of entry: Int) -> [wchar_t] { clusters.cells(for: PasteText.line(from: entries[entry].utf8)) }

  /// Adds to the query; a mark joins the character before it.
  mutating func extend(by text: String) {
    for cell in text.unicodeScalars {
      if ClusterTable.isMark(cell) {
        query.append(clusters.cell(adding: cell, to: query.popLast()))
      } else {
        query.append(clusters.cell(for: cell))
      }
    }
    look()
  }

  /// Looks for what was looked for before, unless nothing has it: what was forgotten does not come back as a query.
  mutating func seek(_ text: String) {
    extend(by: text)
    guard match == nil else { return }
    query = []
    look()
  }

  /// Takes the last character off the query.
  mutating func shorten() {
    guard query.popLast() != nil else { return }
    look()
  }

  /// Goes to the next older entry that has the query.
  mutating func goOlder() {
    step(to: .noOlder) { search, present in search.find(in: (0..<present).reversed(), unlike: present) }
  }

  /// Goes to the next newer entry that has the query.
  mutating func goNewer() {
    step(to: .noNewer) { search, present in
      search.find(in: present + 1..<search.entries.count, unlike: present)
    }
  }

  // MARK: Looking

  private mutating func step(to failure: Outcome, _ next: (inout HistorySearch, Int) -> Match?) {
    guard let present = match, outcome != .noMatch else { return }
    guard let found = next(&self, present.entry) else {
      outcome = failure
      return
    }
    match = found
    anchor = found.entry
    outcome = .found
  }

  private mutating func look() {
    guard !entries.isEmpty else { return }
    guard !query.isEmpty else {
      match = nil
      anchor = entries.count - 1
      outcome = .waiting
      return
    }
    let ignoresCase = clusters.text(of: query).allSatisfy { !$0.isUppercase }
    if ignoresCase != folding.ignoresCase {
      folding = CellFolding(ignoresCase: ignoresCase, clusters: clusters)
      folded = [:]
    }
    let older = find(in: (0..<anchor + 1).reversed(), unlike: nil)
    let found = older ?? find(in: anchor + 1..<entries.count, unlike: nil)
    match = found ?? match
    outcome = found == nil ? .noMatch : .found
  }

  /// The first of some entries that has the query; one that reads as the entry `present` is passed over.
  private mutating func find(in indices: some Sequence<Int>, unlike present: Int?) -> Match? {
    let sought = folding.folded(query)
    for index in indices where present.map({ entries[$0] != entries[index] }) ?? true {
      if let offset = offset(of: sought, in: index) { return Match(entry: index, offset: offset) }
    }
    return nil
  }

  private mutating func offset(of sought: [wchar_t], in entry: Int) -> Int? {
    let line = folded[entry] ?? folding.folded(cells(of: entry))
    folded[entry] = line
    guard let first = sought.first, line.count >= sought.count else { return nil }
    return (0...line.count - sought.count).first {
      line[$0] == first && line[$0..<$0 + sought.count].elementsEqual(sought)
    }
  }
}
