/// What may be typed at the prompt of a sitting.
extension Sitting {
  /// The words that mean something now, in the order in which they are best listed: for an item answered with a key the
  /// answers, else ratings, and the keys.
  public var keys: [String] {
    let always: [SittingCommand] = [.why, .source, .undo, .suspend, .quit, .help]
    switch stage {
    case .begun, .over: return []
    case .asking(let showing):
      let answers =
        switch showing.item.task {
        case .cloze, .recall: [String]()
        case .choice: showing.options.indices.map { "\($0 + 1)" }
        case .trueFalse: ["true", "false"]
        }
      return answers + ([.skip] + always).map(\.rawValue)
    case .rating(_, let judgement, let review):
      let canOverrule = [.wrong, .incomplete].contains(judgement.outcome) && !review.isOverruled
      return judgement.previews.map { "\($0.rating)" }
        + ((canOverrule ? [.overrule] : []) + always).map(\.rawValue)
    }
  }

  /// Whether an answer in words is wanted.
  public var wantsWords: Bool {
    guard case .asking(let showing) = stage else { return false }
    switch showing.item.task {
    case .cloze, .recall: return true
    case .choice, .trueFalse: return false
    }
  }

  /// What a line means where an item is asked. What could be an answer is one.
  func read(_ line: String, _ showing: Showing) -> SittingCommand.Reading {
    let item = showing.item
    return SittingCommand.readBesideAnswers(
      line,
      isRight: { wantsWords ? grader.grade(line, to: item)?.outcome == .right : Self.truth(line) != nil },
      namesSomething: { wantsWords && grader.namesSomething(line) })
  }
}
