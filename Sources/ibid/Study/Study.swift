import Answering
import Knowledge
import Quiz
import Rendering

/// What sittings and reports of one run share: the items, the log and the clock, each made when it is first needed.
final class Study {
  private let pack: Pack
  private var clock: StudyClock
  private let open: () throws(Failure) -> StudyLog
  private var opened: StudyLog?
  private var isPrivate: Bool
  private var prepared: (items: [Item], grader: Grader)?
  /// Whether charts keep to ASCII.
  let isPlain: Bool
  /// The columns that charts may take now.
  let columns: () -> Int

  /// - Parameters:
  ///   - isPrivate: whether the log is kept in memory, whatever `open` would open.
  ///   - open: opens the log; without it the log is kept in memory.
  init(
    pack: Pack, clock: StudyClock = .standard, isPlain: Bool = false, isPrivate: Bool = false,
    columns: @escaping () -> Int = { Recording.columns },
    open: @escaping () throws(Failure) -> StudyLog = Study.logInMemory
  ) {
    self.pack = pack
    self.clock = clock
    self.isPlain = isPlain
    self.columns = columns
    self.isPrivate = isPrivate
    self.open = open
  }

  /// Keeps the sittings that begin from here on in memory only.
  func keepPrivate() {
    guard !isPrivate else { return }
    (isPrivate, opened) = (true, nil)
  }

  private static func logInMemory() throws(Failure) -> StudyLog {
    do throws(StudyLogError) { return try StudyLog() } catch { throw Failure(error) }
  }

  /// The log of the person who runs the program.
  static func openLog() throws(Failure) -> StudyLog {
    do throws(StudyLogError) {
      guard let path = UserFiles.studyLog else { throw StudyLogError.noPlace }
      return try StudyLog(path: path)
    } catch {
      throw Failure(error)
    }
  }

  func now() -> Int { clock.now() }

  /// A sitting with these options.
  func sitting(_ options: QuizOptions) throws(Failure) -> Sitting {
    if let fixed = options.clock { clock = fixed }
    let (items, grader) = prepare()
    var settings = options.settings(randomSeed: UInt64(bitPattern: Int64(clock == .system ? clock.now() : 0)))
    if let topic = options.topic { settings.topics = try concepts(named: topic) }
    let log = try log()
    do throws(StudyLogError) {
      return try Sitting(
        items: items, grader: grader, log: log, options: settings, at: now(), zone: clock.zone)
    } catch {
      throw Failure(error)
    }
  }

  /// How far the person has come.
  func report(target: Double = 0.9) throws(Failure) -> StudyReport {
    let log = try log()
    do throws(StudyLogError) {
      return StudyReport(
        items: prepare().items, reviews: try log.reviews(pack: pack.name),
        suspended: try log.suspended(pack: pack.name), target: target, at: now(), zone: clock.zone)
    } catch {
      throw Failure(error)
    }
  }

  var items: [Item] { prepare().items }

  private func log() throws(Failure) -> StudyLog {
    if let opened { return opened }
    let log = try isPrivate ? Self.logInMemory() : open()
    opened = log
    return log
  }

  private func prepare() -> (items: [Item], grader: Grader) {
    if let prepared { return prepared }
    // A proof has to follow from the statements alone.
    let answerer = Answerer(pack: pack, usesLearned: false)
    let made = (
      ItemGenerator(answerer: answerer).items(), Grader(answerer: answerer, learned: Answerer(pack: pack))
    )
    prepared = made
    return made
  }

  /// What a topic stands for: the concepts that its name names, and what is below them.
  private func concepts(named name: String) throws(Failure) -> Set<String> {
    let named = prepare().grader.concepts(named: name)
    guard !named.isEmpty else {
      throw .usage("nothing in the document is called '\(TerminalText.excerpt(name))'; /topics lists what is")
    }
    return named
  }
}
