import type { ToolUserFact } from '../../model/index.ts'

const HEADER = ['USERNAME', 'EMAIL', 'CREATED AT', 'STATUS']

/**
 * What `coder users list` prints: each column as wide as its widest cell, and two blanks after every column, the last
 * one too. Widths are counted in characters, which is right as long as names and addresses are ASCII.
 */
export function* coderTable(users: readonly ToolUserFact[]): Generator<string> {
  const rows = [HEADER, ...users.map(cellsOf)]
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  for (const row of rows) {
    yield `${row.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2)).join('')}\n`
  }
}

function cellsOf({ account, created_at, status }: ToolUserFact): string[] {
  return [account.username, account.email, created_at, status].map((cell) => cell ?? '')
}
