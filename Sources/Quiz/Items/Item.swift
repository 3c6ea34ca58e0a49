public import Knowledge

/// One thing to be asked, made from one statement.
public struct Item: Sendable, Identifiable {
  /// Its name, which stays the same when the document's or the statement's wording is edited.
  public let id: ItemID
  /// The statement it comes from, whose quote and citation end every showing.
  public let statement: Statement
  /// What is asked.
  public let task: ItemTask
  /// The concept it is filed under: what its statement is about.
  public let topic: String
}

/// The name of an item: statement, facet and kind, written `statement/facet/kind`.
public struct ItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The id of the statement.
  public let statement: String
  /// Which part of the statement it asks for.
  public let facet: Facet
  /// How it asks.
  public let kind: ItemKind

  init(_ statement: String, _ facet: Facet, _ kind: ItemKind) {
    self.statement = statement
    self.facet = facet
    self.kind = kind
  }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, !parts[0].isEmpty, let facet = Facet(parts[1]),
      let kind = ItemKind(rawValue: parts[2])
    else { return nil }
    self.init(parts[0], facet, kind)
  }

  /// As it is stored and exported.
  public var description: String { "\(statement)/\(facet)/\(kind.rawValue)" }

  /// The order of the names.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// Which part of a statement an item asks for.
public enum Facet: Hashable, Sendable, CustomStringConvertible {
  /// The statement as a whole.
  case whole
  /// A slot; `concept` names the filler unless it is the slot's first.
  case slot(Slot, concept: String?)
  /// Whether it is so or not.
  case polarity
  /// How sure or how strong it is.
  case certainty

  init?(_ text: String) {
    switch text {
    case "whole": self = .whole
    case "polarity": self = .polarity
    case "certainty": self = .certainty
    default:
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let slot = parts.first.flatMap(Slot.init), parts.count < 2 || !parts[1].isEmpty else {
        return nil
      }
      self = .slot(slot, concept: parts.count == 2 ? parts[1] : nil)
    }
  }

  /// `whole`, `polarity`, `certainty`, `object` or `object:concept`.
  public var description: String {
    switch self {
    case .whole: "whole"
    case .polarity: "polarity"
    case .certainty: "certainty"
    case .slot(let slot, let concept): slot.rawValue + (concept.map { ":" + $0 } ?? "")
    }
  }
}

/// How an item asks.
public enum ItemKind: String, Sendable, CaseIterable {
  /// Words of the exact quote blanked, in their sentence.
  case cloze
  /// One of several.
  case choice
  /// Whether a claim is what the document says.
  case trueFalse = "true-false"
  /// An open question, answered in one's own words.
  case recall
}

/// A text with a gap.
public struct GappedText: Sendable, Equatable {
  /// What stands before the gap.
  public let before: String
  /// What was taken out.
  public let hidden: String
  /// What stands after the gap.
  public let after: String
}

/// What an item asks.
public enum ItemTask: Sendable, Equatable {
  /// To fill the gap in the sentence, which is a part of the quote; `concept` is what fills it.
  case cloze(GappedText, concept: String)
  /// To choose what fills the gap in the gist; the options stand in a fixed order, the key among them.
  case choice(GappedText, options: [Alternative])
  /// To say whether the document says so.
  case trueFalse(Claim)
  /// To tell what the document says about the cues.
  case recall(Recall)
}

/// What one may choose.
public struct Alternative: Sendable, Equatable {
  /// How it reads in the gap.
  public let text: String
  /// What it names.
  public let concepts: [String]
  /// Why it is wrong; nil for the key.
  public let fault: Fault?
}

/// How the knowledge shows an option or a claim to be wrong.
public enum Fault: Sendable, Equatable {
  /// The contrary of what fills the slot.
  case contrary(of: String)
  /// The answering engine denies the claim.
  case denied
  /// The statement of that id gives it another place, and none gives it this one.
  case belongsElsewhere(statement: String)
}

/// A claim to be judged.
public struct Claim: Sendable, Equatable {
  /// The words.
  public let text: String
  /// Why it is false; nil if it is true.
  public let fault: Fault?
  /// What of it was altered, as it reads in the claim and in the gist; nil for the gist itself.
  public let alteration: Alteration?

  /// An altered part.
  public struct Alteration: Sendable, Equatable {
    /// As it reads in the gist.
    public let original: String
    /// As it reads in the claim.
    public let altered: String
  }
}

/// An open question.
public struct Recall: Sendable, Equatable {
  /// What the question names, in the gist's own words.
  public let cues: [String]
  /// The concepts that the cues name.
  public let given: Set<String>
  /// What an answer has to cover, in the order of the gist.
  public let parts: [Part]

  /// A part of the answer.
  public struct Part: Sendable, Equatable {
    /// The slot it fills.
    public let slot: Slot
    /// The concepts that fill it.
    public let concepts: [String]
    /// How it reads in the gist.
    public let words: String
  }
}
