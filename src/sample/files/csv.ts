/** One line of a CSV file after RFC 4180, but with a bare line feed at its end. */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map((cell) => quoted(String(cell ?? ''))).join(',')}\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
