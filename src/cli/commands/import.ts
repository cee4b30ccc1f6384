import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../errors.ts'
import { ImportOptions, type ImportPreview } from '../../model/index.ts'
import type { Command, CommandContext, Parsed } from '../command.ts'
import { type Importer, importerAt, importerOf, type Recognised } from '../importer.ts'
import { withDatabase } from '../open.ts'
import { previewText } from '../preview-text.ts'
import { secretKeyOf } from '../secret-key.ts'
import { toSocket, toUrl } from '../send.ts'
import type { Terminal } from '../terminal.ts'

export const importCommand: Command = {
  usage: 'FILE… [--attribute NAME] [options]',
  options: {
    attribute: { type: 'string' },
    as: { type: 'string' },
    source: { type: 'string' },
    tool: { type: 'string' },
    within: { type: 'string' },
    wave: { type: 'string' },
    'anonymous-after': { type: 'string' },
    'valid-from': { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'create-people': { type: 'boolean' },
    map: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
    strict: { type: 'boolean' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  describe: {
    attribute: 'Attribute that a list of tool users sets, such as Coder.',
    as: 'Kind of file, where it is not recognised: people, tool_users, pull_requests, reviews, tool_days, teams, survey_answers, survey_items.',
    source: 'Source of the accounts, where the file does not say it: github, gitlab, coder, …',
    tool: 'Tool that days of use belong to, where the file does not say it.',
    within: 'Team whose people a list of tool users covers; everybody without it.',
    wave: 'Run of a survey that answers belong to, where the file does not say it.',
    'anonymous-after':
      'Days after the end of a survey when the key to its answers is destroyed; never without it.',
    'valid-from': 'Day since which the values hold, where the file does not say it.',
    from: 'First day that the file speaks of.',
    to: 'Last day that the file speaks of, excluded.',
    'create-people': 'Create users for accounts that match nobody.',
    map: 'Where a column goes, as "Header=field", "Header=attribute:NAME" or "Header=ignore"; may be repeated.',
    'dry-run': 'Show what would change, and change nothing.',
    strict: 'Exit with 1 if a line is refused.',
    yes: 'Do not ask.',
    json: 'Print one JSON document and nothing else.',
  },
  run: importFiles,
}

async function importFiles(
  { values, positionals }: Parsed,
  context: CommandContext,
): Promise<number> {
  if (positionals.length === 0)
    throw new AppError('invalid_arguments', 'Name the file to import, as: facet import people.csv')
  const missing = positionals.find((path) => !existsSync(path))
  if (missing !== undefined) throw new AppError('file_refused', `There is no file ${missing}.`)
  const options = readOptions(values)
  return withImporter(context, async (importer) => {
    const json = values.json === true
    const run = {
      terminal: context.terminal,
      options,
      dryRun: values['dry-run'] === true,
      ask: values.yes !== true && !json,
      quiet: json,
    }
    const previews = await importAll(importer, positionals, run)
    if (json)
      context.terminal.print(
        JSON.stringify(previews.length === 1 ? previews[0] : previews, null, 2),
      )
    const refused = previews.some(({ counts }) => counts.refused > 0)
    return values.strict === true && refused ? 1 : 0
  })
}

/** Imports files in order, up to the first that cannot be, and follows once what those before it have brought. */
async function importAll(importer: Importer, paths: string[], run: Run): Promise<ImportPreview[]> {
  const previews: ImportPreview[] = []
  try {
    for (const path of paths) {
      const preview = await importFile(importer, path, run)
      if (preview) previews.push(preview)
    }
  } finally {
    if (!run.dryRun) await importer.follow(run.terminal.progress)
  }
  return previews
}

/** The server of FACET_URL, the one that runs on the data folder, or the database itself: whichever there is. */
async function withImporter<T>(
  context: CommandContext,
  work: (importer: Importer) => Promise<T>,
): Promise<T> {
  const { config, now } = context
  if (config.FACET_URL) return work(importerAt(toUrl(config.FACET_URL, config.FACET_TOKEN)))
  const running = await toSocket(config)
  if (running) return work(importerAt(running))
  return withDatabase(config, (database) => work(importerOf(database, now, secretKeyOf(config))))
}

interface Run {
  terminal: Terminal
  options: ImportOptions
  dryRun: boolean
  /** Ask before applying, on a terminal. */
  ask: boolean
  quiet: boolean
}

/** Imports one file; nothing when a person, asked, said no. What it brings is still to be followed. */
export async function importFile(
  importer: Importer,
  path: string,
  run: Run,
): Promise<ImportPreview | undefined> {
  const { terminal, options, quiet } = run
  const file_name = basename(path)
  terminal.progress(`Reading ${file_name}`)
  const { id, recognised } = await importer.stage(path, options, (lines) =>
    terminal.progress(`Reading ${file_name}: ${lines.toLocaleString('en')} lines`),
  )
  if (!quiet)
    for (const note of recognised.notes) terminal.say(`${terminal.style.yellow('!')} ${note}`)
  if (recognised.needs_mapping) throw unmapped(file_name, recognised)
  const asks = run.ask && process.stdin.isTTY === true
  if (run.dryRun || asks) {
    terminal.progress(`Comparing ${file_name} with what is known`)
    const preview = await importer.apply(id, true)
    if (!quiet) terminal.print(previewText(preview, terminal.style))
    if (run.dryRun) return preview
    if (!(await terminal.confirm('Apply this?'))) return undefined
  }
  return applyFile(importer, id, { ...run, told: asks }, file_name)
}

/** `told`: the person has seen the preview already. */
async function applyFile(
  importer: Importer,
  id: string,
  run: Run & { told: boolean },
  file_name: string,
) {
  const { terminal, quiet, told } = run
  terminal.progress(`Applying ${file_name}`)
  const preview = await importer.apply(id, false)
  const undo = `To take it back: facet imports.undo --id ${id}`
  if (!quiet)
    terminal.print(told ? `Applied. ${undo}` : `${previewText(preview, terminal.style)}\n  ${undo}`)
  return preview
}

/** Where the columns of a file go is asked, not guessed; what is answered once is remembered for files of this header. */
function unmapped(file_name: string, { columns }: Recognised): AppError {
  const guesses = columns.map(
    ({ header, target, samples }) => `  --map "${header}=${target}"   (${samples.join(', ')})`,
  )
  return new AppError(
    'file_refused',
    [
      `Say where the columns of ${file_name} go. This is a guess; repeat the command with these, corrected:`,
      ...guesses,
    ].join('\n'),
  )
}

function readOptions(values: Parsed['values']): ImportOptions {
  const {
    'valid-from': valid_from,
    'create-people': create_people,
    'anonymous-after': days,
    map,
    ...others
  } = values
  const pairs = (Array.isArray(map) ? (map as string[]) : []).map((pair) => {
    const at = pair.lastIndexOf('=')
    if (at < 1)
      throw new AppError('invalid_arguments', `--map takes "Header=field"; this is "${pair}".`)
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  const mapping =
    pairs.length > 0 ? { mapping: Object.fromEntries(pairs) as Record<string, string> } : {}
  const parsed = ImportOptions.safeParse({
    ...others,
    valid_from,
    create_people,
    ...(days !== undefined && { anonymous_after: Number(days) }),
    ...mapping,
  })
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(
    ({ path, message }) => `--${path.join('.').replaceAll('_', '-')}: ${message}`,
  )
  throw new AppError('invalid_arguments', faults.join('; '))
}
