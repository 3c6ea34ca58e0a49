import Answering
import Knowledge
import Understanding

/// The one sentence that says why there is no answer.
struct AbstentionText {
  let pack: Pack
  private var names: ConceptNames { ConceptNames(lexicon: pack.lexicon) }

  init(pack: Pack) { self.pack = pack }

  func sentence(_ abstention: Abstention) -> String {
    switch abstention {
    case .notStated(let topics, let aspects): notStated(unique(topics), aspects)
    case .uncertain: "ibid cannot tell whether the document says that."
    case .notMentioned(let things): "The document does not mention \(Phrases.list(things.map(name), "or"))."
    case .outside: "This is outside the document, which is titled \"\(pack.title)\"."
    case .aside(let aside): sentence(aside)
    case .notAQuestion(let facts) where facts.isEmpty:
      "That is not a question. What would you like to know from \"\(pack.title)\"?"
    case .notAQuestion(let facts): noted(facts) + " What would you like to know?"
    case .takenBack(let facts):
      Self.opening(.takingBack) + (facts.isEmpty ? "" : " Still noted: \(list(facts)).")
        + " What would you like to know?"
    case .otherLanguage(let understood) where understood.isEmpty:
      "This program reads English only. What would you like to know from \"\(pack.title)\"?"
    case .otherLanguage(let understood):
      "This program reads English only, and understood \(Phrases.list(unique(understood))) alone."
    }
  }

  /// What was noted of one of some patients.
  func noted(_ facts: NotedFacts) -> String {
    facts.isEmpty ? "Noted." : "Noted: \(list(facts))."
  }

  private func name(of thing: UnmentionedThing) -> String {
    ReadAs.resembles(thing.typed, thing.name)
      ? thing.name : "\(thing.name) (\"\(TerminalText.excerpt(thing.typed, limit: 40))\")"
  }

  private func notStated(_ topics: [String], _ aspects: [String]) -> String {
    let named = Phrases.list(topics)
    let wanted = Phrases.list(unique(aspects.map { names.silence(on: $0, of: topics.count) }), "or")
    return switch (topics.isEmpty, aspects.isEmpty) {
    case (true, true): "The document does not say."
    case (true, false): "The document does not speak of \(wanted)."
    case (false, true): "The document names \(named), but does not answer that."
    case (false, false): "The document names \(named) but says nothing of \(wanted)."
    }
  }

  func sentence(_ aside: Aside) -> String {
    let rest =
      switch aside {
      case .greeting: "Ask a question about \"\(pack.title)\"; /help lists what else there is."
      case .thanks: ""
      case .farewell: "/quit or Ctrl-D leaves."
      case .apology: "What would you like to know?"
      case .help:
        "What the document says is quoted. /topics lists what \"\(pack.title)\" can be asked about, /help the commands, "
          + "and /quiz asks you."
      case .leaving: ""
      case .privacy:
        "What is typed is kept in your own history of lines; /private keeps none from here on, and /forget takes lines out."
      case .origin:
        "It is titled \"\(pack.title)\"; this program knows nothing else and gives no advice of its own. /about tells where "
          + "it comes from."
      case .takingBack, .wrongPatient, .nextPatient: "What would you like to know?"
      case .distress:
        "Please talk to somebody now: a person you trust, your doctor, or the emergency number where you are."
      }
    return rest.isEmpty ? Self.opening(aside) : Self.opening(aside) + " " + rest
  }

  /// The first sentence of what is said to an aside, whatever the document.
  static func opening(_ aside: Aside) -> String {
    switch aside {
    case .greeting: "Hello."
    case .thanks: "You are welcome."
    case .farewell: "Goodbye."
    case .apology: "No harm done."
    case .help: "Ask a question in your own words."
    case .leaving: AnswerText.howToLeave
    case .privacy: "Nothing leaves this machine."
    case .origin: "Every answer is quoted from one document."
    case .takingBack: "Taken back."
    case .wrongPatient: "Forgotten: nothing that was told holds any longer."
    case .nextPatient: "Noted: another patient. Nothing that was told before holds for this one."
    case .distress: "This program only knows a document and cannot help with that."
    }
  }

  func sentence(_ clarification: Clarification) -> String {
    switch clarification {
    case .noReferent: "It is not clear what that refers to. Please ask again and name it."
    case .severalPatients(let names):
      "It is not clear which patient that is about: \(Phrases.list(names, "or"))? Please name one."
    case .nothingAsked: "Please type a question about \"\(pack.title)\"."
    }
  }

  private func list(_ facts: NotedFacts) -> String {
    Phrases.list(
      telling(unique(facts.present.map(names.name))) + unique(facts.absent.map { "no " + names.name($0) })
        + unique(facts.doubtful.map { "perhaps " + names.name($0) }))
  }

  /// Names without those that are a part of another ("A" beside "B A").
  private func telling(_ names: [String]) -> [String] {
    names.filter { name in !names.contains { $0.hasSuffix(" " + name) } }
  }

  private func unique(_ items: [String]) -> [String] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }
  }
}
