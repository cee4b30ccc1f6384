import { readFileSync } from 'node:fs'
import { CohortSpec, ImpactSpec } from '../model/index.ts'
import { closingSentence } from '../reports/closing.ts'
import { REPORTS } from '../reports/registry.ts'
import { renderReport } from '../reports/render.ts'
import { paragraphOf } from '../reports/text.ts'
import type { Database } from '../store/db.ts'
import { textOptions } from './report-text.ts'
import type { Terminal } from './terminal.ts'

/** The Coder report of the sample organisation, with the truth about it and the sentence to take away. */
export async function demoReport(
  { db }: Database,
  terminal: Terminal,
  truthFile: string,
  now: Date,
): Promise<string> {
  const viewer = { privileged: false, now }
  const options = textOptions(terminal)
  terminal.progress('Comparing those who have an account with the others')
  const cohort = await REPORTS.cohort.run(
    db,
    CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput', 'pr_cycle_time'] }),
    viewer,
  )
  terminal.progress('Estimating what changed when people began to use Coder')
  const impact = await REPORTS.impact.run(db, ImpactSpec.parse({ attribute: 'Coder' }), viewer)
  const { truth } = JSON.parse(readFileSync(truthFile, 'utf8')) as {
    truth: { pull_requests: number }
  }
  const effect = `The sample is made up, so the truth is known: Coder makes its users merge ${(truth.pull_requests * 100).toFixed(1)}% more.`
  return [
    await renderReport(REPORTS.cohort, cohort, 'text', options),
    await renderReport(REPORTS.impact, impact, 'text', options),
    paragraphOf(`${terminal.style.bold('To take away.')} ${closingSentence(impact)}`, options),
    paragraphOf(effect, options),
  ].join('\n\n')
}
