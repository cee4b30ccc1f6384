import { daysBetween } from '../../model/index.ts'
import type { Family } from '../gate/release.ts'
import type { Presence } from './draw-presence.ts'
import type { Sums } from './draw-sums.ts'
import { firstDay, type Question, STEP_DAYS } from './question.ts'
import { passes } from './series.ts'

/**
 * From so many people on nothing follows from a mean of two digits beside that of a few people less: four of them would have to
 * lie at twelve times the mean to move it by half a digit.
 */
const ROUNDED_FROM = 10_000

/** One metric in one step, of whose cohorts the gate decides together. */
export interface StepGroups {
  metric: number
  /** First day of the step. */
  day: string
}

/** What has to pass the gate: each metric in each step, unless all its groups are so large that rounding hides anybody. */
export function gatedSteps(question: Question, sums: Sums): StepGroups[] {
  const days = new Set([
    ...question.steps.map(({ from }) => from),
    ...Object.values(question.earlier).flatMap((step) => step?.from ?? []),
  ])
  return question.metrics.flatMap((_, metric) =>
    [...days]
      .filter((day) =>
        question.cohorts.some((_, cohort) => isTelling(sums, { metric, cohort, day })),
      )
      .map((day) => ({ metric, day })),
  )
}

/** The cohorts of whose people the gate has to know, by their places. */
export function gatedCohorts(steps: readonly StepGroups[], question: Question, sums: Sums) {
  return question.cohorts.flatMap((_, cohort) =>
    steps.some((step) => isTelling(sums, { ...step, cohort })) ? cohort : [],
  )
}

function isTelling(sums: Sums, { metric, cohort, day }: StepGroups & { cohort: number }): boolean {
  const n = sums.step(cohort, day, metric)?.n ?? 0
  return n > 0 && n < ROUNDED_FROM
}

/** The groups of people behind each of these steps. A step of another length, or in another tool, is another number. */
export function familiesOf(
  question: Question,
  steps: readonly StepGroups[],
  { sums, presence }: { sums: Sums; presence: Presence },
): Family[] {
  const { metrics, cohorts, grain, tool } = question
  const start = firstDay(question)
  return steps.map(({ metric, day }) => {
    const { id, subject } = metrics[metric] as (typeof metrics)[number]
    const step = daysBetween(start, day) / STEP_DAYS[grain]
    const of = subject === 'tool_days' ? ` ${tool?.name}` : ''
    return {
      metric: `trend ${id} ${grain} ${day}${of}`,
      groups: cohorts.map((_, cohort) =>
        isTelling(sums, { metric, cohort, day })
          ? {
              members: presence(metric, cohort, step),
              shown: passes(question, sums, { metric, cohort, day }),
            }
          : { members: [], shown: false },
      ),
    }
  })
}
