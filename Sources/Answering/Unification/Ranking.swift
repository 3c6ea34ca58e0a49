import Knowledge

/// The statements of a pack by how they measure up to a question: those without a rejection first, then by score, then
/// in the order of the document.
///
/// Only those are kept that share something with the question. The others are turned down alike and score alike.
struct Ranking: Sendable {
  /// What stands for the statements that share nothing with the question: one that reaches something, and one that
  /// does not.
  private let far: [Candidate]
  /// Those that share something with the question.
  let near: [Candidate]
  /// For each statement whether it is in `near`.
  private let isNear: [Bool]
  private let places: StatementPlaces

  /// Takes statements that were measured, in the order of the document: of those that share something with the question
  /// all, of the others one of each sort.
  init(near: [Candidate], far: [Candidate], isNear: [Bool], in places: StatementPlaces) {
    var near = near
    near.sort { one, other in
      if one.isRejected != other.isRejected { return other.isRejected }
      return one.score == other.score ? one.index < other.index : one.score > other.score
    }
    self.near = near
    self.far = far
    self.isNear = isNear
    self.places = places
  }

  /// The first of those that share nothing with the question.
  var firstFar: Candidate? { far.first }

  /// What stands for a statement that shares nothing with the question.
  private func far(like index: Int) -> Candidate? {
    far.first { places.reaches[$0.index] == places.reaches[index] }
  }

  /// Whether there are no statements.
  var isEmpty: Bool { places.statements.isEmpty }

  /// Those without a rejection.
  var accepted: ArraySlice<Candidate> { near.prefix { !$0.isRejected } }

  /// Every statement.
  var all: [Candidate] {
    let statements = places.statements
    var all: [Candidate] = []
    all.reserveCapacity(statements.count)
    var rest = near[...]
    for index in statements.indices where !isNear[index] {
      guard let like = far(like: index) else { continue }
      while let next = rest.first, next.comes(before: like.score, index) { all.append(rest.removeFirst()) }
      all.append(like.with(index))
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
    return like.with(index)
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
      let like = far(like: index)
    else { return nil }
    return (index, like)
  }

  /// The score of a statement.
  func score(of index: Int) -> Double? {
    isNear[index] ? near.first { $0.index == index }?.score : far(like: index)?.score
  }
}

extension Candidate {
  /// Whether it stands before a statement that is turned down.
  func comes(before score: Double, _ index: Int) -> Bool {
    !isRejected || self.score > score || self.score == score && self.index < index
  }
}
