import type { Command } from './command.ts'
import { demoCommand } from './commands/demo.ts'
import { importCommand } from './commands/import.ts'
import { migrateCommand } from './commands/migrate.ts'
import { serveCommand } from './commands/serve.ts'
import { tokenCommand } from './commands/token.ts'

/** The commands that are more than a method of the API, in the order of the help. */
export const commands: readonly Command[] = [
  demoCommand,
  importCommand,
  serveCommand,
  tokenCommand,
  migrateCommand,
]
