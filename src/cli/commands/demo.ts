import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { apply } from '../../jobs/import/apply.ts'
import { generate } from '../../sample/generate.ts'
import { writeFiles } from '../../sample/write-files.ts'
import type { Database } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import type { Command, CommandContext } from '../command.ts'
import { openDatabase } from '../open.ts'
import { importFile } from './import.ts'

/** The same organisation for everybody. */
const SEED = 1

export const demoCommand: Command = {
  name: 'demo',
  usage: '[--once]',
  summary: 'Loads a sample organisation into ./data/demo, prints its Coder report, and serves it.',
  options: { once: { type: 'boolean' } },
  describe: { once: 'Exit after the report.' },
  run: ({ values }, context) => demo(context, values.once === true),
}

async function demo(context: CommandContext, once: boolean): Promise<number> {
  const folder = join('data', 'demo')
  const config = { ...context.config, DATABASE_URL: undefined, FACET_DATA: folder }
  context.terminal.progress('Opening the embedded database')
  const database = await openDatabase(config)
  try {
    await load(database, folder, context)
    await report(database, context)
  } finally {
    if (once) await database.close()
  }
  return 0
}
