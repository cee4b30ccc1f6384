import type { Database } from '../store/db.ts'
import type { CommandContext } from './command.ts'

export async function serve(_database: Database, _context: CommandContext): Promise<number> {
  return 0
}
