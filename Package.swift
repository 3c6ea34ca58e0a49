// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "ibid",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // Stages, lowest first: imports only go downwards.
    .systemLibrary(name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(name: "LineEditing", dependencies: ["CEditline"]),
    // Of libedit's own dependencies: what has it, has this too.
    .systemLibrary(name: "CMessageDigest", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(
      name: "Knowledge", dependencies: ["CMessageDigest", .product(name: "Yams", package: "Yams")]),
    .target(name: "Understanding", dependencies: ["Knowledge"]),
    .target(name: "Answering", dependencies: ["Knowledge", "Understanding"]),
    .target(
      name: "Quiz",
      dependencies: [
        "Knowledge", "Understanding", "Answering", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "Transcripts"),
    .target(
      name: "Rendering", dependencies: ["Knowledge", "Understanding", "Answering", "Quiz", "Transcripts"]),
    // The packs under knowledge/, embedded so that the binary answers from any directory.
    .target(name: "CEmbeddedKnowledge"),
    .target(name: "EmbeddedKnowledge", dependencies: ["CEmbeddedKnowledge"]),
    // The same packs in the form that they are answered from, made by the build itself.
    .executableTarget(
      name: "pack-compiler", dependencies: ["EmbeddedKnowledge", "Knowledge", "Understanding"]),
    .plugin(name: "CompilePacks", capability: .buildTool(), dependencies: ["pack-compiler"]),
    .target(name: "BuiltInPacks", dependencies: ["Knowledge"], plugins: ["CompilePacks"]),
    .executableTarget(
      name: "ibid",
      dependencies: [
        "BuiltInPacks", "EmbeddedKnowledge", "LineEditing", "Knowledge", "Understanding", "Answering",
        "Quiz", "Transcripts", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),

    // `make bench`.
    .target(name: "CAllocationCounter", path: "Benchmarks/CAllocationCounter"),
    .executableTarget(
      name: "ibid-bench",
      dependencies: ["Answering", "Knowledge", "Understanding", "PseudoTerminal", "CAllocationCounter"],
      path: "Benchmarks/ibid-bench"),

    // What work costs, for tests of it.
    .target(name: "ProcessorTime", path: "Tests/ProcessorTime"),
    // A terminal for tests: runs a program on a pseudo-terminal and models the screen that results.
    .target(name: "PseudoTerminal", path: "Tests/PseudoTerminal"),
    // The smallest program around LineEditing, for its tests to run on a terminal.
    .executableTarget(
      name: "line-editing-probe", dependencies: ["LineEditing"], path: "Tests/LineEditingProbe"),
    .testTarget(
      name: "LineEditingTests", dependencies: ["LineEditing", "PseudoTerminal", "line-editing-probe"]),
    .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge", "EmbeddedKnowledge", "ProcessorTime"]),
    .testTarget(
      name: "UnderstandingTests",
      dependencies: ["Understanding", "Knowledge", "EmbeddedKnowledge", "BuiltInPacks", "ProcessorTime"]),
    .testTarget(name: "AnsweringTests", dependencies: ["Answering", "Knowledge", "Understanding"]),
    .testTarget(
      name: "QuizTests",
      dependencies: [
        "Quiz", "Answering", "Knowledge", "Understanding", "EmbeddedKnowledge",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "TranscriptsTests", dependencies: ["Transcripts"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: ["Rendering", "Knowledge", "Understanding", "Answering", "EmbeddedKnowledge"]),
    // Tests through the program itself, and of what the repository promises.
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "ibid", "Answering", "Knowledge", "Understanding", "Rendering", "EmbeddedKnowledge", "BuiltInPacks",
        "LineEditing", "Quiz", "Transcripts", "PseudoTerminal",
      ]),
  ]
)

// The fuzzers take the place of the program and its tests: `make fuzz`.
if Context.environment["IBID_FUZZ"] != nil {
  package.targets.removeAll {
    $0.type == .test || $0.type == .executable && $0.name != "pack-compiler" || $0.name == "PseudoTerminal"
  }
  package.targets += [
    .target(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "ibid-fuzz",
      dependencies: [
        "CLibFuzzer", "BuiltInPacks", "EmbeddedKnowledge", "LineEditing", "Knowledge", "Understanding",
        "Answering",
        "Quiz", "Transcripts", "Rendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ], path: ".",
      sources: [
        "Tests/Fuzz/Harness", "Sources/ibid/Failure.swift", "Sources/ibid/Manual/CommandInfo.swift",
        "Sources/ibid/Output", "Sources/ibid/PackOptions.swift", "Sources/ibid/Replay",
        "Sources/ibid/Session",
        "Sources/ibid/Settings", "Sources/ibid/SharedOptions.swift", "Sources/ibid/Study",
      ]),
  ]
}

// Warnings are errors where changes are checked; a later compiler's new warnings must not keep anyone from building.
let isChecked = Context.environment["CI"] != nil

for target in package.targets where target.type != .system && target.type != .plugin {
  guard !target.name.hasPrefix("C") || target.name.hasSuffix("Tests") else { continue }
  target.swiftSettings =
    [
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + (isChecked ? [.unsafeFlags(["-warnings-as-errors"])] : [])
}
