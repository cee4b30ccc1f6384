import { openEmbedded, openPostgres } from '../../store/db.ts'
import { migrate } from '../../store/migrate.ts'
import type { Command } from '../command.ts'

export const migrateCommand: Command = {
  usage: '',
  options: {},
  describe: {},
  async run(_, { config: { DATABASE_URL, FACET_DATA }, terminal }) {
    const database = DATABASE_URL
      ? await openPostgres(DATABASE_URL)
      : await openEmbedded({ folder: FACET_DATA })
    const ran = await migrate(database).finally(() => database.close())
    terminal.print(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`)
    return 0
  },
}
