import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportOptions } from '../../model/index.ts'
import { generate } from '../../sample/generate.ts'
import type { SampleOrganisation } from '../../sample/organisation.ts'
import { writeFiles } from '../../sample/write-files.ts'
import * as audit from '../../store/audit.ts'
import { type Database, transaction } from '../../store/db.ts'
import * as settings from '../../store/settings.ts'
import type { Command, CommandContext } from '../command.ts'
import { demoReport } from '../demo-report.ts'
import { importerOf } from '../importer.ts'
import { openDatabase } from '../open.ts'
import { secretKeyOf } from '../secret-key.ts'
import { serve } from '../serve.ts'
import { importFile } from './import.ts'

/** The same organisation for everybody. */
const SEED = 1

/** Never elsewhere, whatever the settings say: a trial must not touch real data. */
const FOLDER = join('data', 'demo')

/** Lies in the folder once everything is loaded; a load that was cut short is begun anew. */
const LOADED = join(FOLDER, 'loaded')

export const demoCommand: Command = {
  usage: '[--once]',
  options: { once: { type: 'boolean' } },
  describe: { once: 'Exit after the report.' },
  async run({ values }, given) {
    const config = { ...given.config, DATABASE_URL: undefined, FACET_DATA: FOLDER }
    const context = { ...given, config }
    const database = await openLoaded(context)
    try {
      context.terminal.print(
        await demoReport(
          database,
          context.terminal,
          join(FOLDER, 'files', 'truth.json'),
          context.now,
        ),
      )
      return values.once === true ? 0 : await serve(database, context)
    } finally {
      await database.close()
    }
  },
}

async function openLoaded(context: CommandContext): Promise<Database> {
  const { terminal, config } = context
  if (existsSync(LOADED)) return openDatabase(config)
  terminal.progress('Making a sample organisation of 600 people and the embedded database')
  rmSync(join(FOLDER, 'pglite'), { recursive: true, force: true })
  const opening = openDatabase(config) // in a thread of its own, while the files are made in this one
  opening.catch(() => {})
  try {
    const steps = await stepsOf(generate({ seed: SEED, faults: { agents: 0 } }))
    const database = await opening
    await load(database, steps, context)
    await keepForEver(database)
    writeFileSync(LOADED, '')
    return database
  } catch (error) {
    await opening.then(
      (database) => database.close(),
      () => {},
    )
    throw error
  }
}

/** The sample is of days that are gone by, and about nobody: it stays whole however old it grows. */
function keepForEver({ db }: Database): Promise<void> {
  return transaction(db, async (tx) => {
    const entry = await audit.record(tx, { actor: 'cli', action: 'settings.update' })
    await settings.update(tx, { retention_months: null }, entry)
  })
}

type Step = [path: string, options: ImportOptions]

/** Writes the files that a user would have, in the order in which to import them. */
async function stepsOf(organisation: SampleOrganisation): Promise<Step[]> {
  const files = await writeFiles(organisation, join(FOLDER, 'files'))
  const to = organisation.settings.end
  const delivered = { from: organisation.delivered_from, to }
  return [
    [files.people, {}],
    [files.coder_users, { attribute: 'Coder' }],
    [files.tool_days, {}],
    [files.pulls, {}],
    [files.survey, {}],
    [files.services, {}],
    [files.deployments, delivered],
    [files.incidents, delivered],
    [files.pipeline_runs, { source: 'github', from: organisation.run_from, to }],
  ]
}

/** Brings the files through the import that a user has. */
async function load(database: Database, steps: Step[], context: CommandContext): Promise<void> {
  const { terminal } = context
  const importer = importerOf(database, context.now, secretKeyOf(context.config))
  const quiet = { terminal, dryRun: false, ask: false, quiet: true }
  for (const [path, options] of steps) {
    const preview = await importFile(importer, path, { ...quiet, options })
    if (preview)
      terminal.say(
        `${preview.file_name}: ${preview.title}, ${preview.lines.toLocaleString('en')} lines`,
      )
  }
  await importer.follow(terminal.progress)
}
