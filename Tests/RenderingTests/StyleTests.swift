import Foundation
import Testing

@testable import Rendering

/// How styles look.
struct StyleTests {
  /// The 16 colours as xterm has them unless told otherwise.
  private static let palette: [Int: (Double, Double, Double)] = [
    30: (0, 0, 0), 31: (205, 0, 0), 32: (0, 205, 0), 33: (205, 205, 0), 34: (0, 0, 238), 35: (205, 0, 205),
    36: (0, 205, 205), 37: (229, 229, 229), 90: (127, 127, 127), 91: (255, 0, 0), 92: (0, 255, 0),
    93: (255, 255, 0), 94: (92, 92, 255), 95: (255, 0, 255), 96: (0, 255, 255), 97: (255, 255, 255),
  ]

  /// The relative luminance of WCAG 2.
  private static func luminance(_ colour: (Double, Double, Double)) -> Double {
    func linear(_ value: Double) -> Double {
      let part = value / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
  }

  @Test(arguments: Style.allCases) func coloursCanBeReadOnBlackAndOnWhite(_ style: Style) throws {
    for parameter in style.parameters.split(separator: ";").compactMap({ Int($0) }) where parameter >= 30 {
      let luminance = Self.luminance(try #require(Self.palette[parameter]))
      #expect((luminance + 0.05) / 0.05 >= 3, "\(style) on black")
      #expect(1.05 / (luminance + 0.05) >= 3, "\(style) on white")
    }
  }
}
