package import Knowledge

/// The packs in the binary, compiled when it was built.
package enum BuiltInPacks {
  /// The pack of that name; nil if there is none, or if its text could not be loaded when the program was built.
  package static func pack(_ name: String) -> Pack? { image(name).map { Pack(in: PackImage($0)) } }

  /// What the compiler of packs wrote.
  package static func image(_ name: String) -> StaticString? {
    CompiledPacks.all.first { "\($0.name)" == name }?.image
  }
}
