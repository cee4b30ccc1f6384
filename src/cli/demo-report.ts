import type { Database } from '../store/db.ts'
import type { Terminal } from './terminal.ts'

export async function demoReport(
  _database: Database,
  _terminal: Terminal,
  _truth: string,
): Promise<string> {
  return ''
}
