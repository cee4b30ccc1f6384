import { effectText, intervalText } from '../../charts/effects.ts'
import type { EffectRows } from '../../charts/impact-forest.ts'
import { areGuardrails, impactForests } from '../../charts/impact-forests.ts'
import type { ImpactReport, MetricImpact } from '../../model/index.ts'
import { type Block, heads, type Table } from '../page.ts'

/** All metrics of an impact report at once, guardrails in a block of their own; nothing where there is only one. */
export function severalBlocks({ metrics }: Pick<ImpactReport, 'metrics'>): Block[] {
  if (metrics.length < 2) return []
  return [
    ...blocksOf(
      metrics.filter(({ guardrail }) => guardrail === null),
      'All metrics at once',
      FINDINGS,
    ),
    ...blocksOf(
      metrics.filter(({ guardrail }) => guardrail !== null),
      'What should not suffer',
      GUARDS,
    ),
  ]
}

const FINDINGS =
  'The better side is at the right. Full dots stand out from chance, also for so many metrics at once; hollow ones are not established. The pale bar has room for drift; the crosses stand where an effect would have begun to show.'

const GUARDS =
  'The better side is at the right. What matters is whether the interval reaches the dashed line: then it could be worse by that much.'

function blocksOf(metrics: readonly MetricImpact[], text: string, note: string): Block[] {
  if (metrics.length === 0) return []
  const unknown = metrics.filter(({ effect }) => effect === null)
  return [
    { kind: 'heading', text },
    ...impactForests(metrics).map((data): Block => chartOf(data, note)),
    ...(unknown.length === 0
      ? []
      : [{ kind: 'list' as const, items: unknown.map(({ sentence }) => sentence) }]),
  ]
}

function chartOf(data: EffectRows, note: string): Block {
  return {
    kind: 'chart',
    label: 'The effect on each metric with its 95% interval; the table has the numbers.',
    note,
    drawn: { chart: 'impact_forest', data },
    tables: [tableOf(data)],
  }
}

/** The rows of a forest as a table. */
export function tableOf(data: EffectRows): Table {
  const guards = areGuardrails(data)
  const heading = data.unit === '%' ? 'Effect>' : 'Points>'
  const write = (value: number) => effectText(value, data.unit).replace(' points', '')
  return {
    kind: 'table',
    head: heads('', heading, '95% interval>', ...(guards ? [] : ['Visible>']), 'People>', ''),
    rows: data.rows.map(({ name, effect, visible, word, people }) => [
      shortened(name),
      write(effect.estimate),
      intervalText(effect).replace(' points', ''),
      ...(guards ? [] : [visible === null ? '' : `≥ ${write(visible).replace('+', '')}`]),
      people,
      word,
    ]),
  }
}

const NAME_COLUMNS = 22

function shortened(name: string): string {
  return name.length <= NAME_COLUMNS ? name : `${name.slice(0, NAME_COLUMNS - 1)}…`
}
