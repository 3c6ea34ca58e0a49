import Foundation
import FoundationXML

/// Checks JUnit XML against the structure that its readers agree on: which elements stand where and in which order,
/// which attributes they have to have and of which type, and that the counts are those of the cases.
final class JUnitCheck: NSObject, XMLParserDelegate {
  struct Suite {
    let name: String
    let tests: Int
    let failures: Int
    let errors: Int
  }

  struct Report {
    let problems: [String]
    let suites: [Suite]
    let failureTypes: [String]
  }

  private enum Kind { case text, count, decimal, date }

  /// For each element its parent, its children in their order, and its attributes, the optional ones marked.
  private static let schema:
    [String: (parents: [String], children: [String], attributes: [String: (kind: Kind, isRequired: Bool)])] =
      [
        "testsuites": ([""], ["testsuite"], [:]),
        "testsuite": (
          ["testsuites"], ["properties", "testcase", "system-out", "system-err"],
          [
            "name": (.text, true), "tests": (.count, true), "failures": (.count, true),
            "errors": (.count, true),
            "skipped": (.count, false), "time": (.decimal, true), "timestamp": (.date, true),
            "hostname": (.text, true), "id": (.count, true), "package": (.text, true),
          ]
        ),
        "properties": (["testsuite"], ["property"], [:]),
        "testcase": (
          ["testsuite"], ["skipped", "error", "failure", "system-out", "system-err"],
          ["name": (.text, true), "classname": (.text, true), "time": (.decimal, true)]
        ),
        "failure": (["testcase"], [], ["message": (.text, false), "type": (.text, true)]),
        "error": (["testcase"], [], ["message": (.text, false), "type": (.text, true)]),
        "system-out": (["testsuite", "testcase"], [], [:]),
        "system-err": (["testsuite", "testcase"], [], [:]),
      ]

  private var problems: [String] = []
  private var suites: [Suite] = []
  private var failureTypes: [String] = []
  private var path: [(name: String, lastChild: Int)] = []
  private var counts = (tests: 0, failures: 0, errors: 0)

  static func check(_ text: String) throws -> Report {
    let checker = JUnitCheck()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = checker
    if !parser.parse() {
      checker.problems.append("not well-formed: \(parser.parserError.map { "\($0)" } ?? "?")")
    }
    return Report(problems: checker.problems, suites: checker.suites, failureTypes: checker.failureTypes)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    let parent = path.last?.name ?? ""
    guard let rule = Self.schema[name], rule.parents.contains(parent) else {
      problems.append("<\(name)> in <\(parent)>")
      path.append((name, 0))
      return
    }
    if let siblings = Self.schema[parent]?.children, let place = siblings.firstIndex(of: name) {
      if place < path[path.count - 1].lastChild { problems.append("<\(name)> comes too late in <\(parent)>") }
      path[path.count - 1].lastChild = place
    }
    for (key, value) in attributes {
      guard let attribute = rule.attributes[key] else {
        problems.append("<\(name) \(key)>")
        continue
      }
      if !Self.isValid(value, attribute.kind) { problems.append("<\(name) \(key)=\(value)>") }
    }
    for (key, attribute) in rule.attributes where attribute.isRequired && attributes[key] == nil {
      problems.append("<\(name)> lacks \(key)")
    }
    switch name {
    case "testsuite":
      counts = (0, 0, 0)
      suites.append(
        Suite(
          name: attributes["name"] ?? "", tests: Int(attributes["tests"] ?? "") ?? -1,
          failures: Int(attributes["failures"] ?? "") ?? -1, errors: Int(attributes["errors"] ?? "") ?? -1))
    case "testcase": counts.tests += 1
    case "failure":
      counts.failures += 1
      failureTypes.append(attributes["type"] ?? "")
    case "error": counts.errors += 1
    default: break
    }
    path.append((name, 0))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    path.removeLast()
    if name == "testsuite", let suite = suites.last,
      counts != (suite.tests, suite.failures, suite.errors)
    {
      problems.append("the counts of \(suite.name) are not those of its cases")
    }
  }

  private static func isValid(_ value: String, _ kind: Kind) -> Bool {
    switch kind {
    case .text: true
    case .count: Int(value).map { $0 >= 0 } ?? false
    case .decimal: value.wholeMatch(of: /[0-9]+(\.[0-9]+)?/) != nil
    case .date: value.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/) != nil
    }
  }
}
