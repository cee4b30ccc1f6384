import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImpactSpec } from '../../src/model/index.ts'
import { impactReport } from '../../src/reports/impact.ts'
import { generate } from '../../src/sample/generate.ts'
import { ALL_FAULTS, type SampleOptions } from '../../src/sample/options.ts'
import type { Database } from '../../src/store/db.ts'
import { AGENT, importSample } from './seeds-import.ts'
import { tieOut } from './seeds-tie-out.ts'

/** What came of one organisation: the effect in per cent as it is and as the report has it, and numbers that do not tie out. */
export interface Outcome {
  seed: number
  truth: number
  /** Not a number where the report shows none. */
  effect: number
  interval: { low: number; high: number }
  /** Whether the interval holds the truth; false where there is none. */
  holds: boolean
  /** The report's word of evidence, or why it says nothing. */
  word: string
  differences: string[]
}

const SPEC = ImpactSpec.parse({
  attribute: 'Coder',
  filter: [`${AGENT.attribute}=${AGENT.none}`],
})

/**
 * Makes an organisation with all faults at once, imports its files into an empty database, compares what was loaded with the
 * ledger, and asks what adoption of the tool changed among those under whose account no agent works.
 */
export async function outcomeOf(database: Database, options: SampleOptions): Promise<Outcome> {
  const organisation = generate({ faults: ALL_FAULTS, ...options })
  const folder = await mkdtemp(join(tmpdir(), 'facet-seed-'))
  await importSample(database, organisation, folder).finally(() =>
    rm(folder, { recursive: true, force: true }),
  )
  const { effect, evidence, reason } = await impactReport(database.db, SPEC, { privileged: false })
  const truth = 100 * organisation.truth.pull_requests
  const { low, high } = effect?.interval ?? { low: Number.NaN, high: Number.NaN }
  return {
    seed: options.seed,
    truth,
    effect: effect?.estimate ?? Number.NaN,
    interval: { low, high },
    holds: low <= truth && truth <= high,
    word: evidence?.word ?? reason?.message ?? '',
    differences: await tieOut(database.db, organisation),
  }
}
