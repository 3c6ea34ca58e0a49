import CEmbeddedKnowledge

/// The packs and layers that are built into the binary.
public enum EmbeddedKnowledge {
  /// What stands before the names of these files in messages.
  public static let displayPrefix = "built-in:"

  /// The bytes of each file by `folder/file`.
  public static var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for index in 0..<embedded_file_count() {
      let file = embedded_file(index)
      files[String(cString: file.name)] = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
    return files
  }

  /// The folders that are packs, sorted, the others being layers.
  public static var packs: [String] {
    let manifest = "/pack.yaml"
    return (0..<embedded_file_count()).map { String(cString: embedded_file($0).name) }
      .filter { $0.hasSuffix(manifest) }.map { String($0.dropLast(manifest.count)) }.sorted()
  }
}
