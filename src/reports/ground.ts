import { definitionVersion } from '../metrics/definition-version.ts'
import type { Period, ReportGround } from '../model/index.ts'
import type { Db } from '../store/db.ts'
import * as weeks from '../store/weeks.ts'
import { type Covered, coverageIn, leaveKnown, unmatchedIn } from './known.ts'

interface Asked {
  period: Period
  covered: readonly Covered[]
  known_until: string | null
  minimum: number
  time_zone: string
}

/** What every answer rests on, but for who is not in it and what may mislead. */
export async function groundOf(
  db: Db,
  question: Asked,
): Promise<Omit<ReportGround, 'exclusions' | 'warnings'>> {
  const { period, covered, known_until, minimum } = question
  return {
    period,
    minimum_group: minimum,
    unmatched: await unmatchedIn(db, period, question),
    coverage: coverageIn(covered, period),
    known_until,
    leave_known: await leaveKnown(db, period),
    weeks_waiting: await weeks.dirty(db),
    definition_version: definitionVersion(),
  }
}
