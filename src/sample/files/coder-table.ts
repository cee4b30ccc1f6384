import type { CoderAccount } from '../coder-account.ts'

const HEADER = ['USERNAME', 'EMAIL', 'CREATED AT', 'STATUS']

/**
 * What `coder users list` prints: each column as wide as its widest cell, and two blanks after every column, the last
 * one too. Widths are counted in characters, which is right as long as names and addresses are ASCII.
 */
export function* coderTable(accounts: readonly CoderAccount[]): Generator<string> {
  const rows = [HEADER, ...accounts.map(cellsOf)]
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  for (const row of rows) {
    yield `${row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2)).join('')}\n`
  }
}

function cellsOf({ username, email, created_at, status }: CoderAccount): string[] {
  return [username, email, created_at, status]
}
