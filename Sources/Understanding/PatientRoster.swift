/// The patients who were told apart in a conversation, in the order in which they came, each with what was said of them.
struct PatientRoster: Sendable {
  struct Entry: Sendable {
    let label: PatientLabel?
    /// What was said while they were spoken of; out of date for the one who is spoken of now.
    var memory: Conversation
  }

  fileprivate(set) var entries: [Entry] = []
  /// Other names of patients, with their places in `entries`.
  fileprivate(set) var aliases: [PatientLabel: Int] = [:]
  /// The place of the one who is spoken of now.
  fileprivate(set) var current: Int?
  /// Whether something was asked of the one who is spoken of, so that "he" is this one.
  fileprivate(set) var isSettled = false
  /// The last question that was put of any of them, without the name, for "and patient B?".
  fileprivate(set) var question: String?

  /// How many patients are kept apart; of more, those told of first are forgotten.
  private static let limit = 24

  fileprivate mutating func add(_ label: PatientLabel?, memory: Conversation = Conversation()) {
    entries.append(Entry(label: label, memory: memory))
  }

  fileprivate mutating func forgetSurplus() {
    let surplus = entries.count - Self.limit
    guard surplus > 0, current ?? surplus >= surplus else { return }
    entries.removeFirst(surplus)
    current = current.map { $0 - surplus }
    aliases = aliases.filter { $0.value >= surplus }.mapValues { $0 - surplus }
  }
}

extension Conversation {
  /// The patients of whom something was told, in the order told; nil for one without a name.
  var patients: [PatientLabel?] {
    if !roster.entries.isEmpty { return roster.entries.map(\.label) }
    return told.isEmpty && absent.isEmpty ? [] : [nil]
  }

  /// Whether patients are told apart by their names.
  public var namesPatients: Bool { !roster.entries.isEmpty }

  /// Goes over to the patient of whom a part of a line is: what is remembered then is what was said of them, and nothing if
  /// that is their first mention.
  public mutating func turn(to part: PatientTalk.Part) {
    var roster = roster
    var memory = self
    memory.roster = PatientRoster()
    if let current = roster.current { roster.entries[current].memory = memory }
    roster.isSettled = part.question != nil
    if part.place != roster.current {
      roster.current = part.place
      self = roster.entries[part.place].memory
    }
    self.roster = roster
  }

  /// Keeps what was told of the patient who is spoken of, for one without a name is going to be.
  private mutating func keepPatient() {
    var memory = self
    memory.roster = PatientRoster()
    if let current = roster.current {
      roster.entries[current].memory = memory
    } else {
      roster.add(nil, memory: memory)
    }
    roster.current = roster.entries.count
    roster.add(nil)
  }

  /// Gives the patient who is spoken of a name, if nobody has one yet.
  mutating func name(patient label: PatientLabel) {
    guard roster.entries.isEmpty else { return }
    roster.add(label)
    roster.current = 0
  }

  /// Remembers a question that was put of one of several patients, without the name.
  public mutating func remember(questionOfPatient question: String) {
    (roster.question, roster.isSettled) = (question, true)
  }

  /// Divides a line by the patients of whom it speaks; nil if it does not tell patients apart. Whoever is spoken of without a
  /// name, and is another than before, is kept apart from now on.
  public mutating func talkOfPatients(in reading: Reading) -> PatientTalk? {
    roster.forgetSurplus()
    guard let divider = PatientDivider(reading, in: self) else {
      if isLeft(by: reading), !patients.isEmpty { keepPatient() }
      return nil
    }
    if let label = divider.onlyOne ?? (divider.isNamed ? divider.newest : nil) {
      name(patient: label)
      roster.aliases = divider.aliases
      return nil
    }
    guard let talk = divider.talk() else { return nil }
    if talk.startsAnew { self = Conversation() }
    if roster.entries.isEmpty, !patients.isEmpty {
      roster.add(nil)
      roster.current = 0
    }
    for label in talk.row.dropFirst(roster.entries.count) { roster.add(label) }
    roster.aliases = talk.aliases
    return talk
  }
}
