/// What a line says where patients are told apart.
public struct PatientTalk: Sendable {
  /// What is said of one patient, or asked of them.
  public struct Part: Sendable {
    /// The place in the roster; that of a new patient is the next.
    let place: Int
    /// The name of the patient; nil if there is none.
    public let label: PatientLabel?
    /// What is said of this patient alone, with what is asked of them, and without the name.
    public let line: String
    /// What of it asks; nil if nothing does.
    public let question: String?
    /// Whether it leans on what was told alone, and not on what was asked before.
    public var standsAlone = false
  }

  /// The patients known before and those whom the line names, in their order; nil for one without a name.
  let row: [PatientLabel?]
  /// What is told, and what is asked, each of one patient; those of whom something is asked come last.
  public internal(set) var parts: [Part]
  /// The patients of whom the question may be, if it is not clear of which; empty if it is.
  public internal(set) var candidates: [PatientLabel] = []
  /// Other names of patients, with their places in `row`.
  var aliases: [PatientLabel: Int] = [:]
  /// Whether none of the patients known before is spoken of any more.
  var startsAnew = false
  /// Whether the line asks which of the patients is meant, so that it is to be answered as a whole.
  public internal(set) var asksWho = false
  /// The question of which that is not clear.
  public internal(set) var question: String?
}
