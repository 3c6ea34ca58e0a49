import Answering
import Knowledge

/// The one sentence that says why there is no answer.
struct AbstentionText {
  let pack: Pack
  private var names: ConceptNames { ConceptNames(lexicon: pack.lexicon) }

  init(pack: Pack) { self.pack = pack }

  func sentence(_ abstention: Abstention) -> String {
    switch abstention {
    case .notStated(let topics, let aspects): notStated(unique(topics), aspects)
    case .uncertain: "Whether the document says that is not certain."
    case .notMentioned(let things): "The document does not mention \(Phrases.list(things, "or"))."
    case .outside: "This is outside the document, which is titled \"\(pack.title)\"."
    case .social: "You are welcome to ask about \"\(pack.title)\"."
    case .notAQuestion(let noted) where noted.isEmpty:
      "That is not a question. What would you like to know from \"\(pack.title)\"?"
    case .notAQuestion(let noted):
      "Noted: \(Phrases.list(unique(noted.map(names.name)))). What would you like to know?"
    }
  }

  private func notStated(_ topics: [String], _ aspects: [String]) -> String {
    let named = Phrases.list(topics)
    let wanted = Phrases.list(unique(aspects.map { names.silence(on: $0, of: topics.count) }), "or")
    return switch (topics.isEmpty, aspects.isEmpty) {
    case (true, true): "The document does not say."
    case (true, false): "The document does not speak of \(wanted)."
    case (false, true): "The document names \(named), but does not say that."
    case (false, false): "The document names \(named) but says nothing of \(wanted)."
    }
  }

  func sentence(_ clarification: Clarification) -> String {
    switch clarification {
    case .noReferent: "It is not clear what that refers to. Please ask again and name it."
    case .nothingAsked: "Please type a question about \"\(pack.title)\"."
    }
  }

  private func unique(_ items: [String]) -> [String] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }
  }
}
