import { existsSync } from 'node:fs'
import { AppError } from '../../errors.ts'
import { counted } from '../../model/index.ts'
import { openEmbedded, openPostgres } from '../../store/db.ts'
import { restore } from '../../store/restore.ts'
import { readLines } from '../backup-file.ts'
import type { Command } from '../command.ts'

export const restoreCommand: Command = {
  usage: 'FILE [--force]',
  options: { force: { type: 'boolean' } },
  describe: { force: 'Replace all that there is.' },
  async run({ values, positionals }, { config: { DATABASE_URL, FACET_DATA }, terminal }) {
    const [path, ...others] = positionals
    if (path === undefined || others.length > 0)
      throw new AppError('invalid_arguments', 'Name the file, as: facet restore facet.backup')
    if (!existsSync(path)) throw new AppError('file_refused', `There is no file ${path}.`)
    const database = DATABASE_URL
      ? await openPostgres(DATABASE_URL)
      : await openEmbedded({ folder: FACET_DATA })
    const progress = (table: string, rows: number) =>
      terminal.progress(`Restoring ${table}: ${rows.toLocaleString('en')} rows so far`)
    const force = values.force === true
    const rows = await restore(database, readLines(path), { force, progress }).finally(() =>
      database.close(),
    )
    terminal.print(`Restored ${counted(rows, 'row')} from ${path}.`)
    terminal.say('Set FACET_SECRET to the key of the installation that the backup is of.')
    return 0
  },
}
