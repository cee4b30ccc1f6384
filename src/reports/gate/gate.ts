import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { dayIn, daysText, dayText, type Period, type Warning } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as releases from '../../store/releases.ts'
import type { Viewer } from '../attribute.ts'
import type { Scope } from '../scope.ts'
import { type Family, release } from './release.ts'

/** What passes the gate: a question with the groups that its answer would show. */
export interface Asked<R> {
  /** The name of the report. */
  kind: string
  /** The arguments as they were given: the same question on another day has the same. */
  spec: object
  families: readonly Family[]
  period: Period
  minimum: number
  /** The day of asking. */
  day: string
  actor: string
  /** The shape of an answer, by which one of an older version is told from one that can be given again. */
  shape: z.ZodType<R>
}

/** What the gate has to know of a question: of which days, by which minimum, and who asks when. */
export function passOf(
  { kind, spec }: { kind: string; spec: object },
  { period, minimum, time_zone }: Pick<Scope, 'minimum' | 'time_zone'> & { period: Period },
  { actor = 'server', now = new Date() }: Viewer,
) {
  return { kind, spec, period, minimum, day: dayIn(time_zone, now), actor }
}

/**
 * The gate through which every number of a report leaves. `answer` gets, for each group of each family, whether it may be shown.
 * Where some may not because of what was shown before, the answer that was last given to the same question is given again,
 * if there is one for these days, with a warning that tells its day.
 */
export async function throughGate<R extends { period: Period; warnings: Warning[] }>(
  db: Db,
  asked: Asked<R>,
  answer: (shown: boolean[][]) => R,
): Promise<R> {
  const question = hashOf([asked.kind, asked.spec, asked.minimum])
  const { shown, refused, fresh } = await release(db, asked)
  const earlier = refused ? await releases.earlier(db, question, asked.period) : undefined
  const again = asked.shape.safeParse(earlier?.answer)
  if (earlier && again.success) return told(again.data, earlier.day, asked.minimum)
  const report = answer(shown)
  if (fresh && !refused)
    await releases.keep(db, question, report.period, { day: asked.day, answer: report })
  return refused ? { ...report, warnings: [refusal(asked.minimum), ...report.warnings] } : report
}

function refusal(minimum: number): Warning {
  const message = `Not every group is shown: together with what was shown before, in this report or another, some would tell of fewer than ${minimum} people. Leave out a filter, or ask for the whole team or period.`
  return { code: 'release_refused', message }
}

function told<R extends { period: Period; warnings: Warning[] }>(
  report: R,
  day: string,
  minimum: number,
): R {
  const { from, to } = report.period
  const message = `This is the answer of ${dayText(day)}, for ${daysText({ from, to })}: since then fewer than ${minimum} people have come into a group or left it, and a new answer would tell of them.`
  return { ...report, warnings: [{ code: 'earlier_answer', message }, ...report.warnings] }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
