import type { ReportRow } from './csv.ts'
import { type Ending, NO_LEAVE } from './scope-blocks.ts'

/** The lines that all reports end with: what may mislead, who is not in it, what is known. */
export function endingRows({
  warnings,
  exclusions,
  coverage,
  unmatched,
  leave_known,
  weeks_waiting,
  known_until,
  definition_version,
}: Ending): ReportRow[] {
  return [
    ...warnings.map(({ code, message }) => ({ section: 'warning', figure: code, note: message })),
    ...exclusions.map(({ code, people, message }) => ({
      section: 'not_in_report',
      figure: code,
      people,
      note: message,
    })),
    ...coverage.map(({ source, subject, days, of_days }) => ({
      section: 'coverage',
      figure: subject,
      estimate: days,
      unit: 'days',
      note: `${source}: of ${of_days} days`,
    })),
    {
      section: 'unmatched',
      figure: 'accounts',
      estimate: unmatched.accounts,
      unit: 'accounts',
      note: unmatched.share === null ? '' : `share of merged pull requests: ${unmatched.share}`,
    },
    { section: 'waiting', figure: 'weeks', estimate: weeks_waiting, unit: 'weeks of people' },
    { section: 'known', figure: 'pull requests until', note: known_until },
    ...(leave_known === false ? [{ section: 'known', figure: 'absences', note: NO_LEAVE }] : []),
    { section: 'definitions', figure: 'version', note: definition_version },
  ]
}
