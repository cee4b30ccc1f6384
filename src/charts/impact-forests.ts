import { counted, type MetricImpact } from '../model/index.ts'
import type { EffectRow, EffectRows } from './impact-forest.ts'

/** The metrics of an impact report by the axis on which they can be drawn: findings first, then guardrails in their own block. */
export function impactForests(metrics: readonly MetricImpact[]): EffectRows[] {
  const drawn = metrics.filter(({ effect }) => effect !== null)
  const by = Map.groupBy(drawn, ({ unit, role }) => [blockOf(role), unit].join())
  return [...by.values()]
    .toSorted((a, b) => order(a) - order(b))
    .map((some) => rowsOf(some as [MetricImpact, ...MetricImpact[]]))
}

/** Whether the rows are guardrails. */
export function areGuardrails({ margin }: Pick<EffectRows, 'margin'>): boolean {
  return margin !== null
}

/** What a block is called, in the order in which blocks are read. */
const BLOCKS = ['finding', 'context', 'guardrail'] as const

function blockOf(role: MetricImpact['role']): (typeof BLOCKS)[number] {
  return role === 'guardrail' || role === 'context' ? role : 'finding'
}

function order([first]: readonly MetricImpact[]): number {
  return first === undefined ? 0 : BLOCKS.indexOf(blockOf(first.role))
}

function rowsOf(some: readonly [MetricImpact, ...MetricImpact[]]): EffectRows {
  const [{ unit, role, guardrail }] = some
  const byFamily = some.toSorted((a, b) => familyOrder(a) - familyOrder(b))
  return {
    unit,
    directed: role !== 'context',
    margin: role === 'guardrail' ? (guardrail?.margin ?? null) : null,
    rows: byFamily.flatMap((impact, place) =>
      rowOf(impact, byFamily[place - 1]?.family !== impact.family),
    ),
  }
}

const FAMILIES: Record<MetricImpact['family'], string> = {
  speed: 'Speed',
  quality: 'Quality',
  experience: 'Experience',
  environment: 'Environment',
  other: 'Your own metrics',
}

function familyOrder({ family }: MetricImpact): number {
  return Object.keys(FAMILIES).indexOf(family)
}

function rowOf(impact: MetricImpact, first: boolean): EffectRow[] {
  const { metric, family, unit, effect, widened, smallest_detectable, evidence, guardrail } = impact
  if (effect === null) return []
  const word = guardrail?.verdict ?? evidence?.word ?? ''
  return [
    {
      name: metric.name,
      group: first ? FAMILIES[family] : null,
      effect: { estimate: effect.estimate, ...effect.interval, unit },
      widened: guardrail ? null : widened,
      visible: guardrail ? null : smallest_detectable,
      word,
      established:
        word === 'clear' || word === 'suggestive' || word === 'not worse' || word === 'worse',
      basis: basisOf(impact),
      people: `${impact.people.adopters} v ${impact.people.controls}`,
      turned: metric.direction === 'lower',
    },
  ]
}

/** "120 people in 40 teams, against 240 in 60". */
export function basisOf({ people, teams }: Pick<MetricImpact, 'people' | 'teams'>): string {
  if (people.adopters === null || people.controls === null) return ''
  const adopted = `${counted(people.adopters, 'person', 'people')} in ${counted(teams.adopters ?? 0, 'team')}`
  return `${adopted}, against ${people.controls} in ${teams.controls}`
}
