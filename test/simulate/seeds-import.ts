import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importerOf } from '../../src/cli/importer.ts'
import { countAll } from '../../src/jobs/counting.ts'
import type { ImportOptions, ImportPreview } from '../../src/model/index.ts'
import { csvLine } from '../../src/sample/files/csv.ts'
import type { SampleOrganisation } from '../../src/sample/organisation.ts'
import { writeFiles } from '../../src/sample/write-files.ts'
import type { Database } from '../../src/store/db.ts'

/** Attribute by which an administrator says under whose account an agent works, and its value for everybody else. */
export const AGENT = { attribute: 'Agent', none: 'none', host: 'own account' }

interface Step {
  path: string
  options?: ImportOptions
  /** Day of the import. */
  day: string
}

/**
 * Writes the files of an organisation to a folder and imports them as an administrator would over the months: each when it
 * is new, and after each the weeks are counted, so that what comes late finds numbers that it changes.
 */
export async function importSample(
  database: Database,
  organisation: SampleOrganisation,
  folder: string,
): Promise<ImportPreview[]> {
  const previews: ImportPreview[] = []
  for (const { path, options = {}, day } of await stepsOf(organisation, folder)) {
    const importer = importerOf(database, new Date(`${day}T12:00:00Z`))
    const { id } = await importer.stage(path, options, () => {})
    previews.push(await importer.apply(id, false))
    await countAll(database)
  }
  return previews
}

async function stepsOf(organisation: SampleOrganisation, folder: string): Promise<Step[]> {
  const { start, end } = organisation.settings
  const files = await writeFiles(organisation, folder)
  const moved = organisation.before_moves?.day ?? end
  const [gap] = organisation.gaps
  const whole = { from: start, to: end }
  return [
    ...(files.people_before ? [{ path: files.people_before, day: start }] : []),
    ...(files.pulls_before && gap
      ? [{ path: files.pulls_before, options: { from: start, to: gap.from }, day: gap.from }]
      : []),
    { path: files.people, day: moved },
    { path: files.coder_users, options: { attribute: 'Coder' }, day: end },
    { path: files.tool_days, options: whole, day: end },
    { path: files.pulls, options: { ...whole, ...(gap && { from: gap.to }) }, day: end },
    { path: await writeAgents(organisation, folder), day: end },
  ]
}

/** A file that says of everybody who writes code whether an agent works under the own account. */
async function writeAgents({ personLedgers }: SampleOrganisation, folder: string): Promise<string> {
  const path = join(folder, 'agents.csv')
  const lines = [...personLedgers()].map(({ email, by_agent }) =>
    csvLine([email, by_agent ? AGENT.host : AGENT.none]),
  )
  await writeFile(path, [csvLine(['email', `attribute:${AGENT.attribute}`]), ...lines].join(''))
  return path
}
