/**
 * A line of CSV (RFC 4180), null being empty. A cell that a spreadsheet would take for a formula begins with an apostrophe,
 * so that nothing in somebody's name is carried out on the machine of whoever opens the file.
 */
export function csvLine(cells: (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | null): string {
  const text = cell ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
