import {
  commandOf,
  type Metric,
  measuredOf,
  movedByUse,
  REPORT_KINDS,
  takes,
  type Warning,
  writeSearch,
} from '../model/index.ts'
import { inSentence } from './impact/sentence.ts'
import type { UseOf } from './use-of.ts'

type Measured = Pick<Metric, 'id' | 'name' | 'kind' | 'of'>

/** The part of a question that the reports it points to are asked as well. */
interface Scope {
  from?: string | undefined
  to?: string | undefined
  team: readonly string[]
  filter: readonly string[]
}

/** What use moves by definition, so that users and others differ in it whatever the tool does; the impact report refuses it. */
export function movedWarnings(uses: readonly UseOf[], metrics: readonly Measured[]): Warning[] {
  return byTool(uses).flatMap((use) => metrics.flatMap((metric) => moved(use, metric)))
}

/**
 * What stands beside people by their use of a tool as they are, which is never shown alone: what such numbers cannot say, how the same
 * is asked between people who are alike and of what changed, and what use moves by definition.
 */
export function besideWarnings(
  uses: readonly UseOf[],
  metrics: readonly Measured[],
  asked: Scope,
): Warning[] {
  return [
    ...byTool(uses).map((use) => besideOthers(use, metrics, asked)),
    ...movedWarnings(uses, metrics),
  ]
}

/** Of each tool the first. */
function byTool(uses: readonly UseOf[]): UseOf[] {
  return uses.filter(({ tool }, i) => uses.findIndex((it) => it.tool === tool) === i)
}

function moved({ tool, attribute }: UseOf, { id, name }: Measured): Warning[] {
  const why = movedByUse(id)
  if (why === undefined) return []
  const message = `Use of ${tool} moves ${inSentence(name)} by definition: ${why}. A difference by ${attribute} says nothing of what the tool does, and the impact report refuses it.`
  return [{ code: 'moved_by_use', message }]
}

function besideOthers(use: UseOf, metrics: readonly Measured[], asked: Scope): Warning {
  const { tool } = use
  const cannot = `People are set side by side here as they are, by their use of ${tool}: they are different people, who may have differed before, so this cannot say what ${tool} changes.`
  const message = [cannot, ...likeForLike(use, metrics, asked), ...change(use, metrics, asked)]
  return { code: 'users_beside_others', message: message.join(' ') }
}

function likeForLike(
  { attribute, made, adoption }: UseOf,
  metrics: readonly Measured[],
  { from, to, team, filter }: Scope,
): string[] {
  const ids = idsOf(metrics, REPORT_KINDS.cohort.takes)
  // of a date of adoption there are too many values for cohorts
  const by = made === 'adopted' ? adoption : attribute
  if (by === null || ids.length === 0) return []
  const args = { attribute: by, metrics: ids, from, to, team, filter }
  return [`People who are alike side by side: ${asked('cohort', args)}.`]
}

function change(
  { tool, adoption }: UseOf,
  metrics: readonly Measured[],
  { team, filter }: Scope,
): string[] {
  const [metric, ...others] = idsOf(metrics, measuredOf(REPORT_KINDS.impact.takes))
  if (adoption === null || metric === undefined) return []
  const args = { attribute: adoption, metric, metrics: others, team, filter }
  return [`What changed when people began to use ${tool}: ${asked('impact', args)}.`]
}

function idsOf(metrics: readonly Measured[], taken: Parameters<typeof takes>[0]): string[] {
  return metrics.filter((metric) => takes(taken, metric)).map(({ id }) => id)
}

/** How a report is asked: the command, and the address of its page. */
function asked(report: 'cohort' | 'impact', args: Parameters<typeof writeSearch>[0]): string {
  return `${commandOf(`report ${report}`, args)} (/reports/${report}${writeSearch(args)})`
}
