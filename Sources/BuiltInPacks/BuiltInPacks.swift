package import Knowledge

/// The packs in the binary, compiled when it was built.
package enum BuiltInPacks {
  /// The names of the packs, sorted.
  package static var names: [String] { CompiledPacks.all.map { "\($0.name)" } }

  /// The pack of that name; nil if there is none, or if its text could not be loaded when the program was built.
  package static func pack(_ name: String) -> Pack? {
    CompiledPacks.all.first { "\($0.name)" == name }.map { Pack(in: PackImage($0.image)) }
  }
}
