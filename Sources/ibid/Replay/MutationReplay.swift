import Answering
import Knowledge
import Rendering
import Transcripts
import Understanding

/// Changes one thing of the knowledge at a time and asks the transcripts whether they notice.
struct MutationReplay {
  private let pack: Pack
  private let transcripts: [Transcript]
  private let mutations: [PackMutation]
  /// For each transcript all that is typed in it, in lower case, and all that it cites.
  private let inputs: [String]
  private let cited: [Set<String>]

  /// What came of all changes.
  struct Report {
    let mutations: Int
    let unnoticed: [PackMutation]
    /// Those of the unnoticed that change nothing: a name that is read the same without being listed.
    let void: [PackMutation]

    /// How many of the changes that count are noticed, from 0 to 1.
    var share: Double {
      let counted = mutations - void.count
      return counted == 0 ? 1 : Double(counted - unnoticed.count) / Double(counted)
    }
  }

  /// Prepares the changes of a pack for transcripts that pass without them.
  init(answerer: Answerer, transcripts: [Transcript]) {
    let pack = answerer.pack
    self.pack = pack
    self.transcripts = transcripts
    mutations = PackMutation.all(of: pack)
    inputs = transcripts.map { $0.turns.map { $0.input.lowercased() }.joined(separator: "\n") }
    cited = transcripts.map { transcript in
      var session = Session(answerer: answerer)
      return Set(
        transcript.turns.flatMap { session.recordedTurn($0.input).answer?.statements.map(\.id) ?? [] })
    }
  }

  /// Tries every change.
  func run(jobs: Int) -> Report {
    let (pack, mutations) = (pack, mutations)
    let progress = ReplayProgress(total: mutations.count, noun: "mutants")
    let orders = mutations.map(order)
    let outcomes = MutationSearch.run(
      count: mutations.count, transcripts: transcripts, jobs: jobs, order: { orders[$0] },
      session: { index in
        let answerer = Answerer(pack: mutations[index].applied(to: pack))
        return {
          var session = Session(answerer: answerer)
          return { session.recordedReply(to: $0) }
        }
      },
      progress: { _ in progress.advance() })
    progress.finish()
    let open = zip(mutations, outcomes).filter { $0.1 == .unnoticed }.map(\.0)
    let isVoid = ParallelRun.map(count: open.count, jobs: jobs) { Self.isVoid(open[$0], of: pack) }
    return Report(
      mutations: mutations.count, unnoticed: zip(open, isVoid).filter { !$0.1 }.map(\.0),
      void: zip(open, isVoid).filter(\.1).map(\.0))
  }

  /// The transcripts that can notice a change, the likeliest first: those that cite the statement or say the name.
  ///
  /// A name that no reply shows can only matter where something like it is typed, so the others are not tried. That
  /// saves most of the time and can only lower the share that is noticed.
  private func order(_ mutation: PackMutation) -> [Int] {
    switch mutation {
    case .dropStatement(let id), .flipVerdict(let id), .shortenQuote(let id), .moveCitation(let id, _):
      return transcripts.indices.filter { cited[$0].contains(id) }
        + transcripts.indices.filter { !cited[$0].contains(id) }
    case .removeLabel(let id, let label):
      let words = label.text.lowercased()
      let parts = words.split { !$0.isLetter && !$0.isNumber }
      let long = parts.filter { $0.count >= 4 }
      // Words are read by their stems and mended where they are misspelt; their beginnings mostly stay.
      let beginnings = (long.isEmpty ? parts : long).map { String($0.prefix(4)) }
      let whole = transcripts.indices.filter { inputs[$0].contains(words) }
      let isShown = pack.lexicon.concepts[id]?.labels.first == label
      let others = transcripts.indices.filter { index in
        !inputs[index].contains(words) && (isShown || beginnings.allSatisfy { inputs[index].contains($0) })
      }
      return whole + others
    }
  }

  /// Whether a name still names the same concept, and nothing else but broader things, without being listed: as a
  /// plural does beside its singular, a misspelling that is mended, a long name that holds a shorter one.
  private static func isVoid(_ mutation: PackMutation, of pack: Pack) -> Bool {
    guard case .removeLabel(let concept, let label) = mutation, !label.text.contains("..") else {
      return false
    }
    let reading = Reader(lexicon: mutation.applied(to: pack).lexicon).read(label.text)
    let named = reading.clauses.flatMap(\.mentions).filter { mention in
      switch mention.role {
      case .background, .form, .discourse, .domain: mention.concept == concept
      case .topic, .finding, .condition, .value, .nuance, .relation, .aspect, .category, .polarity, .outside:
        true
      }
    }
    let broader = pack.lexicon.broader(of: concept)
    return reading.clauses.allSatisfy(\.unknown.isEmpty) && named.contains { $0.concept == concept }
      && named.allSatisfy { broader.contains($0.concept) }
  }
}
