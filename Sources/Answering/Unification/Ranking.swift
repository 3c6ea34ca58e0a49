import Knowledge

/// The statements of a pack by how they measure up to a question: those without a rejection first, then by score, then
/// in the order of the document.
///
/// Only those are kept that share something with the question. The others are turned down alike and score alike.
struct Ranking: Sendable {
  /// What stands for the statements that share nothing with the question: one that reaches something, and one that
  /// does not.
  struct Far: Sendable {
    private var reaching: Candidate?
    private var other: Candidate?

    /// What stands for those that reach something, or for the others; nil if there are none.
    subscript(reaches: Bool) -> Candidate? {
      get { reaches ? reaching : other }
      set { if reaches { reaching = newValue } else { other = newValue } }
    }

    /// The first of them all in the order of the document.
    var first: Candidate? {
      guard let reaching, let other else { return reaching ?? other }
      return reaching.index < other.index ? reaching : other
    }
  }

  /// Those that share something with the question.
  let near: [Candidate]
  /// The first of the others.
  let firstFar: Candidate?
  private let far: Far
  /// For each statement whether it is in `near`.
  private let isNear: [Bool]
  private let places: StatementPlaces

  init(_ candidates: [Candidate], isNear: [Bool], far: Far, in places: StatementPlaces) {
    var order = candidates.indices.map { place in
      (isRejected: candidates[place].rejection != nil, score: candidates[place].score, place: place)
    }
    order.sort { one, other in
      if one.isRejected != other.isRejected { return other.isRejected }
      return one.score == other.score ? one.place < other.place : one.score > other.score
    }
    near = order.map { candidates[$0.place] }
    self.far = far
    firstFar = far.first
    self.isNear = isNear
    self.places = places
  }

  /// Whether there are no statements.
  var isEmpty: Bool { places.statements.isEmpty }

  /// Those without a rejection.
  var accepted: ArraySlice<Candidate> { near.prefix { $0.rejection == nil } }

  /// Every statement.
  var all: [Candidate] {
    let statements = places.statements
    var all: [Candidate] = []
    all.reserveCapacity(statements.count)
    var rest = near[...]
    for index in statements.indices where !isNear[index] {
      guard let like = far[places.reaches[index]] else { continue }
      while let next = rest.first, next.comes(before: like.score, index) { all.append(rest.removeFirst()) }
      all.append(like.with(statements[index], index))
    }
    return all + rest
  }

  /// The one with the greatest score; of several the first.
  var nearest: Candidate? {
    let best = nearest(of: { _ in true })
    guard let best, let firstFar else { return best ?? firstFar }
    return best.score == firstFar.score
      ? best.comes(before: firstFar.score, firstFar.index) ? best : firstFar
      : best.score > firstFar.score ? best : firstFar
  }

  /// The one in `near` with the greatest score of some; of several the first.
  private func nearest(of isMeant: (Candidate) -> Bool) -> Candidate? {
    var best: Candidate?
    for candidate in near where isMeant(candidate) && candidate.score > best?.score ?? -.infinity {
      best = candidate
    }
    return best
  }

  /// The one of a sentence with the greatest score; of several the first.
  func nearest(of sentence: SentenceNumber) -> Candidate? {
    guard let scope = places.scope(of: sentence) else { return nil }
    let best = nearest(of: { places.sentences[$0.index] == scope })
    guard let (index, like) = firstFar(of: scope) else { return best }
    if let best, best.score > like.score || best.score == like.score && best.comes(before: like.score, index)
    {
      return best
    }
    return like.with(places.statements[index], index)
  }

  /// The first of a sentence: the one in `near` that was found to be the first there, or nil if one that shares nothing
  /// with the question comes before it.
  func first(of scope: Int, near place: Int?) -> Candidate? {
    guard let place else { return nil }
    guard let (index, like) = firstFar(of: scope), !near[place].comes(before: like.score, index) else {
      return near[place]
    }
    return nil
  }

  private func firstFar(of scope: Int) -> (index: Int, like: Candidate)? {
    guard let index = places.scopes[scope].statements.first(where: { !isNear[$0] }),
      let like = far[places.reaches[index]]
    else { return nil }
    return (index, like)
  }

  /// The score of a statement.
  func score(of index: Int) -> Double? {
    isNear[index] ? near.first { $0.index == index }?.score : far[places.reaches[index]]?.score
  }
}

extension Candidate {
  /// Whether it stands before a statement that is turned down.
  func comes(before score: Double, _ index: Int) -> Bool {
    rejection == nil || self.score > score || self.score == score && self.index < index
  }
}
