import SwiftParser
import SwiftSyntax
@main struct Reference { static func main() { print(Parser.parse(source: "let a = 1").tokens(viewMode: .sourceAccurate).count { _ in true }) } }
