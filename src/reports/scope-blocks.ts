import { counted, type ReportGround, type WarningCode } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'
import { type Block, heads } from './page.ts'

/** What all reports end with. */
export type Ending = Omit<ReportGround, 'period'>

/** Without these no number of a report is to be read. */
const FIRST: readonly WarningCode[] = [
  'different_people',
  'two_times',
  'users_beside_others',
  'moved_by_use',
]

/** What stands at the top of a report, before any number, and the report with the other warnings, for its end. */
export function firstWarnings<R extends Pick<Ending, 'warnings'>>(report: R): [string[], R] {
  const [first = [], others = []] = [true, false].map((isFirst) =>
    report.warnings.filter(({ code }) => FIRST.includes(code) === isFirst),
  )
  return [first.map(({ message }) => message), { ...report, warnings: others }]
}

/** What may mislead, who is not in the report, and what is known: the end of every report. */
export function endingBlocks(ending: Ending): Block[] {
  return [
    ...warningBlocks(ending),
    { kind: 'heading', text: 'Not in this report, because' },
    exclusionsBlock(ending),
    { kind: 'heading', text: 'What is known' },
    { kind: 'list', items: knownItems(ending) },
  ]
}

function warningBlocks({ warnings }: Ending): Block[] {
  if (warnings.length === 0) return []
  return [
    { kind: 'heading', text: 'What to bear in mind' },
    { kind: 'list', items: warnings.map(({ message }) => message) },
  ]
}

function exclusionsBlock({ exclusions, minimum_group }: Ending): Block {
  if (exclusions.length === 0)
    return { kind: 'text', text: `Nobody, or fewer than ${minimum_group} people.` }
  return {
    kind: 'table',
    head: heads('People>', ''),
    rows: exclusions.map(({ people, message }) => [people.toLocaleString('en'), message]),
  }
}

/** Who was away then counts as somebody who did nothing. */
export const NO_LEAVE = 'No absences are known, so every scheduled day counts as available'

function knownItems(ending: Ending): string[] {
  const { coverage, unmatched, leave_known, weeks_waiting, definition_version } = ending
  return [
    ...coverage.map(
      ({ source, subject, days, of_days }) =>
        `${subject.replaceAll('_', ' ')} of ${source}: ${days} of ${of_days} days`,
    ),
    ...(leave_known === false ? [NO_LEAVE] : []),
    unmatched.accounts === null || unmatched.share === null
      ? 'Hardly any account without a person'
      : `Without a person: ${counted(unmatched.accounts, 'account')} with ${wholePercent(unmatched.share)} of the merged pull requests`,
    weeks_waiting === 0
      ? 'Every number is computed from all facts that are there'
      : `Still to be computed anew: ${counted(weeks_waiting, 'week')} of people`,
    `Definitions of the metrics: version ${definition_version}`,
  ]
}
