// How many bytes a table and an index take, from the widths of their columns (sqlite.org/fileformat2.html, sections 1.6
// and 2.1). Widths of texts are assumed; a b-tree that is built at once is taken to be full.

import Facts

extension TableSizes {
  /// Bytes of an index on these columns.
  func bytes(of keys: [IndexKey], _ table: TableDeclaration) -> Double {
    let rows = rows(of: table)
    var width = SizeOnDisk.entry + integerWidth(rows)
    for key in keys { width += 1 + self.width(of: key.column, table) }
    return rows * width
  }

  /// Bytes of the table itself.
  func bytes(of table: TableDeclaration) -> Double {
    let rows = rows(of: table)
    var width = SizeOnDisk.entry + 3
    for column in table.columns { width += 1 + self.width(of: column.name, table) }
    return rows * width
  }

  private func width(of name: String?, _ table: TableDeclaration) -> Double {
    guard let name, let column = table.column(name) else { return SizeOnDisk.text }
    switch column.affinity {
    case .integer: return column.isLowSelectivity ? 0.5 : integerWidth(distinctValues(of: name, in: table))
    case .real: return 8
    case .numeric: return column.isTime ? SizeOnDisk.day : 6
    case .blob: return SizeOnDisk.text
    case .text: return textWidth(column, table)
    }
  }

  private func textWidth(_ column: ColumnDeclaration, _ table: TableDeclaration) -> Double {
    if let length = wordLength(of: column.name, in: table) { return length }
    let name = foldedName(column.name)
    if name.hasSuffix("date") || column.isTime { return SizeOnDisk.day }
    if column.isLongText || longTextNames.contains(where: { name.hasSuffix($0) }) { return SizeOnDisk.longText }
    let declared = column.type.split(separator: "(").dropFirst().first?.prefix { $0.isNumber }
    return min(declared.flatMap { Double($0) } ?? SizeOnDisk.text, SizeOnDisk.text)
  }

  private func integerWidth(_ values: Double) -> Double {
    values < 128 ? 1 : values < 32_768 ? 2 : values < 8_388_608 ? 3 : 4
  }
}

/// Bytes of what has no declared width.
private enum SizeOnDisk {
  /// A cell's pointer and length, the header's length, the type of the row id.
  static let entry = 5.0
  /// `YYYY-MM-DD`
  static let day = 10.0
  static let text = 20.0
  static let longText = 50.0
}

private let longTextNames = ["comment", "description", "body", "content", "note", "message"]
