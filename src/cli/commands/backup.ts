import { AppError } from '../../errors.ts'
import { counted } from '../../model/index.ts'
import { backup } from '../../store/backup.ts'
import { writeWhole } from '../backup-file.ts'
import type { Command } from '../command.ts'
import { withDatabase } from '../open.ts'

export const backupCommand: Command = {
  usage: 'FILE',
  options: {},
  describe: {},
  async run({ positionals }, { config, terminal, now }) {
    const [path, ...others] = positionals
    if (path === undefined || others.length > 0)
      throw new AppError('invalid_arguments', 'Name the file, as: facet backup facet.backup')
    const rows = await withDatabase(config, (database) =>
      writeWhole(path, (write) => backup(database, { now, write })),
    )
    terminal.print(`Wrote ${counted(rows, 'row')} to ${path}.`)
    terminal.say(
      'Secrets of sources and keys of surveys are in it sealed: keep FACET_SECRET, or the file "secret" of the data folder, elsewhere, for without it they cannot be opened.',
    )
    return 0
  },
}
