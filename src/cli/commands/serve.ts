import type { Command } from '../command.ts'
import { withDatabase } from '../open.ts'
import { serve } from '../serve.ts'

export const serveCommand: Command = {
  usage: '',
  options: {},
  describe: {},
  run: (_, context) => withDatabase(context.config, (database) => serve(database, context)),
}
