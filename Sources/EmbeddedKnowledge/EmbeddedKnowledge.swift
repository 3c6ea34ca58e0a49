import CEmbeddedKnowledge

/// The packs and layers that are built into the binary.
public enum EmbeddedKnowledge {
  /// The bytes of each file by `folder/file`.
  public static var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for index in 0..<embedded_file_count() {
      let file = embedded_file(index)
      files[String(cString: file.name)] = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
    return files
  }
}
