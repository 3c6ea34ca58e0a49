/// The concepts that the program itself knows by name; what words name them is for the layers to say.
public enum Cue {
  /// Asks for the truth of what was said ("right?", "agree?").
  static let tag = "truth-tag"
  /// Turns a claim into its contrary ("not", "never").
  public static let negator = "negation"
  /// Says the contrary of what it stands before ("pointless", "untrue").
  public static let reversal = "reversal"
  /// Says that something does not work ("useless").
  public static let worthless = "worthless"
  /// Says that something is not there ("negative for").
  static let absence = "absence"
  /// Says that a treatment is out of the question ("allergic to").
  static let exclusion = "exclusion"
  /// Leaves out everything else ("only").
  static let exclusive = "exclusive"
  /// Sets aside what follows it ("besides").
  static let apartFrom = "apart-from"
  /// Denies what follows it ("rather than").
  static let contrast = "rather-than"
  /// Stands for something said before.
  static let pronoun = "pronoun"
  /// Stands for the alternative of what was said before.
  static let other = "other-one"
  /// Picks the first of the things said before.
  static let former = "former"
  /// Picks the second of the things said before.
  static let second = "second"
  /// Picks the third of the things said before.
  static let third = "third"
  /// Picks the second of two things said before.
  static let latter = "latter"
  /// Takes back what was asked before.
  static let correction = "correction"
  /// Carries on from what was asked before.
  static let followOn = "follow-on"
  /// Leaves the patient who was told of for another.
  static let newPatient = "new-patient"
  /// How old somebody is, or that somebody is a man or a woman.
  static let timeOfLife = "time-of-life"
  /// Asks for all that the document says in short.
  public static let summary = "ask-summary"
  /// Asks whether the document names something.
  public static let isMentioned = "is-mentioned"
  /// Says that something comes besides what there is already ("too").
  static let addition = "in-addition"
  /// Says that somebody does not know.
  public static let notKnowing = "not-knowing"
  /// Says nothing ("well", "ok").
  static let filler = "filler"
  /// Joins two questions.
  static let coordination = "coordination"
  /// An auxiliary verb, which asks when it opens a clause.
  static let auxiliary = "auxiliary"
  /// Asks the reader to do something with the topic.
  static let forms: [String: QuestionForm] = [
    "ask-what": .what, "ask-which": .which, "ask-who": .who, "ask-when": .when, "ask-why": .why,
    "ask-how": .how,
    "ask-where": .where, "ask-list": .list, "ask-compare": .compare, "ask-define": .define,
    "ask-overview": .overview, "ask-whether": .whether,
  ]

  // Concepts of the field layer.

  /// What to give.
  public static let treatmentChoice = "treatment-choice"
  /// Which of some things is better.
  public static let superiority = "superiority"
  /// How things differ.
  public static let comparability = "comparability"
  /// What goes with what.
  public static let combination = "combination"
  /// Whether there is agreement.
  public static let agreement = "agreement"
  /// What something is.
  public static let definition = "definition"
  /// How something works.
  public static let mechanism = "mechanism"
  /// Whether something has a place.
  public static let role = "role"
  /// Any complaint: what it names says little by itself.
  public static let symptom = "symptom"
  /// How much, of whatever.
  public static let quantity = "quantity"
  /// How long, of whatever.
  public static let lengthOfTime = "length-of-time"
  /// Whether something works.
  public static let effect = "effect"
  /// What the proof is.
  public static let evidence = "evidence"
  /// What belongs to a class.
  public static let members = "members"
  /// Whom something is for.
  public static let population = "population"
  /// What something is for.
  public static let rationale = "rationale"
  /// All that is done for a patient.
  public static let therapy = "therapy"
  /// All that is given to a patient.
  public static let medicine = "medicine"
  /// That something becomes less.
  public static let decrease = "decrease"
  /// That something becomes more.
  public static let increase = "increase"
  /// That something has no place.
  public static let noRole = "no-role"
  /// That something has to be done.
  public static let obligation = "obligatory"
  /// That one thing will do for another.
  public static let alternatives = "alternatives"
}

/// What a single word does for the form of a question.
enum FormCue: Sendable, Equatable {
  /// It is an auxiliary verb, which asks when it opens a clause.
  case auxiliary
  /// It is a cue for a form.
  case form(QuestionForm)

  /// What the words of a concept do; nil for all that are no cues.
  init?(_ concept: String) {
    if concept == Cue.auxiliary {
      self = .auxiliary
    } else if let form = Cue.forms[concept] {
      self = .form(form)
    } else {
      return nil
    }
  }
}

/// The kinds of concepts that the program itself knows by name, as declared by the layers.
enum KnownKind {
  /// Somebody, by a word for what they are to others.
  static let person = "person"
  /// A state that a patient is in.
  static let state = "state"
  /// Something that is measured or looked for.
  static let test = "test"
  /// What sets a patient apart from those whom most of what is said is for.
  static let setting = "setting"
}
