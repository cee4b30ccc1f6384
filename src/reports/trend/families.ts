import { daysBetween, type Period } from '../../model/index.ts'
import { spreadOver } from '../../privacy/kept-out.ts'
import { LARGE_FROM } from '../../privacy/large-group.ts'
import type { Db } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'
import { releaseNameOf } from '../gate/cohort-groups.ts'
import type { Family } from '../gate/release.ts'
import type { Presence } from './draw-presence.ts'
import type { Sums } from './draw-sums.ts'
import { firstDay, type Question, STEP_DAYS } from './question.ts'
import { passes } from './series.ts'

/** One metric in one step, or in several one after another, of whose cohorts the gate decides together. */
export interface StepGroups {
  metric: number
  /** The first days of the steps. */
  days: string[]
  period: Period
}

/**
 * What has to pass the gate, unless all its groups are so large that rounding hides anybody: each metric in each step, and in
 * all steps of the whole period and of any within it of which a number was shown, since those add up to that number.
 */
export async function gatedSteps(db: Db, question: Question, sums: Sums): Promise<StepGroups[]> {
  const { steps, earlier, metrics, tool, period } = question
  const each = new Map(
    [...steps, ...Object.values(earlier)].flatMap((step) => (step ? [[step.from, step]] : [])),
  )
  const names = metrics.map((metric) => releaseNameOf(metric, tool))
  const shown = await released.periods(db, names, period)
  const lines = names.flatMap((name, metric) =>
    unique([period, ...shown.filter((it) => it.metric === name)]).flatMap((whole) =>
      stepsOf(steps, whole).map((it) => ({ metric, ...it })),
    ),
  )
  const single = [...each.values()].map((step) => ({ days: [step.from], period: step }))
  return [
    ...lines,
    ...names.flatMap((_, metric) => single.map((it) => ({ metric, ...it }))),
  ].filter((it) => question.cohorts.some((_, cohort) => isTelling(sums, it, cohort)))
}

/** The steps that make up a period, if it is made of more than one of them. */
function stepsOf(steps: readonly Period[], { from, to }: Period): Omit<StepGroups, 'metric'>[] {
  const within = steps.filter((step) => step.from >= from && step.to <= to)
  if (within.length < 2 || within[0]?.from !== from || within.at(-1)?.to !== to) return []
  return [{ days: within.map((step) => step.from), period: { from, to } }]
}

function unique(periods: readonly Period[]): Period[] {
  return [...new Map(periods.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()]
}

/** The cohorts of whose people the gate has to know, by their places. */
export function gatedCohorts(steps: readonly StepGroups[], question: Question, sums: Sums) {
  return question.cohorts.flatMap((_, cohort) =>
    steps.some((step) => isTelling(sums, step, cohort)) ? cohort : [],
  )
}

function isTelling(sums: Sums, { metric, days }: StepGroups, cohort: number): boolean {
  return days.some((day) => {
    const n = sums.step(cohort, day, metric)?.n ?? 0
    return n > 0 && n < LARGE_FROM
  })
}

/** The groups of people behind each of these steps. */
export function familiesOf(
  question: Question,
  gated: readonly StepGroups[],
  { sums, presence }: { sums: Sums; presence: Presence },
): Family[] {
  const { metrics, cohorts, grain, tool } = question
  const place = (day: string) => daysBetween(firstDay(question), day) / STEP_DAYS[grain]
  return gated.map((it) => {
    const { metric, days, period } = it
    const name = releaseNameOf(metrics[metric] as (typeof metrics)[number], tool)
    const groups = cohorts.map((_, cohort) => {
      if (!isTelling(sums, it, cohort)) return { members: [], shown: false }
      const present = days.map((day) => presence(metric, cohort, place(day)))
      const shown = days.some((day) => passes(question, sums, { metric, cohort, day }))
      return { ...membersOf(present), shown }
    })
    if (days.length > 1) return { metric: name, period, groups }
    return {
      metric: `${released.IN_STEPS}${name}`,
      period,
      only_with: linesOf(gated, it),
      groups,
    }
  })
}

/** Who is in any of some steps and, if there are several, who is in most of them. */
function membersOf(present: readonly number[][]): { members: number[]; often?: number[] } {
  const [first = []] = present
  if (present.length === 1) return { members: first }
  const { all, often } = spreadOver(present)
  return { members: [...all], often: [...often] }
}

/** The places of the families of several steps that one is among. */
function linesOf(gated: readonly StepGroups[], { metric, days: [day] }: StepGroups): number[] {
  return gated.flatMap((it, place) =>
    it.metric === metric && it.days.length > 1 && day !== undefined && it.days.includes(day)
      ? place
      : [],
  )
}
