import Foundation
public enum EmbeddedKnowledge { public static var doc: [UInt8] { PackageResources.document_txt } }
