import { effectText, intervalText } from '../../charts/effects.ts'
import type { EffectRows } from '../../charts/impact-forest.ts'
import { basisOf } from '../../charts/impact-forests.ts'
import type { ToolReport, ToolSegment } from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { type Block, heads, type Table } from '../page.ts'

/** The effect in the segments that were named beforehand, and which of them are too small. */
export function segmentBlocks({
  segments,
  impact,
  spec,
}: Pick<ToolReport, 'segments' | 'impact' | 'spec'>): Block[] {
  const shown = segments.filter(({ effect }) => effect !== null)
  const others = segments.filter(({ effect }) => effect === null)
  if (segments.length === 0) return [{ kind: 'text', text: NONE }]
  return [
    ...(shown.length === 0 ? [] : chartOf(shown, impact)),
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: others.map(({ name, reason }) => `${name}: ${reason?.message ?? 'not shown.'}`),
          },
        ]),
    { kind: 'text', text: spec.segments.length === 0 ? `${BANDS} ${HUNT}` : HUNT },
  ]
}

const NONE =
  'Levels are not known, or are more than four. Name up to four segments before looking, such as --segments "Role=Backend,Role=Frontend".'

const BANDS = 'The segments are the bands of level, in which people are compared anyway.'

const HUNT =
  'Each is drawn towards the effect on all, the more the less is known of it; whether they differ is not tested. Among more segments one would stand out by chance.'

function chartOf(shown: readonly ToolSegment[], { unit, metric }: ToolReport['impact']): Block[] {
  const data: EffectRows = {
    unit,
    directed: metric.direction !== 'context',
    margin: null,
    rows: shown.flatMap((it) => rowOf(it, unit, metric.direction === 'lower')),
  }
  return [
    {
      kind: 'chart',
      label: `The effect on ${metric.name} by segment with its 95% interval.`,
      note: `${metric.name} after adoption against what was expected. The better side is at the right.`,
      drawn: { chart: 'impact_forest', data },
      tables: [tableOf(data)],
    },
  ]
}

function rowOf(it: ToolSegment, unit: '%' | 'points', turned: boolean): EffectRows['rows'] {
  const { name, effect, weight, people } = it
  if (effect === null) return []
  return [
    {
      name,
      group: null,
      effect: { estimate: effect.estimate, ...effect.interval, unit },
      widened: null,
      visible: null,
      word: weight === null ? '' : `${wholePercent(weight)} its own`,
      established: false,
      basis: basisOf(it),
      people: `${people.adopters} v ${people.controls}`,
      turned,
    },
  ]
}

function tableOf({ rows }: EffectRows): Table {
  return {
    kind: 'table',
    head: heads('', 'Effect>', '95% interval>', 'People>', ''),
    rows: rows.map(({ name, effect, people, word }) => [
      name,
      effectText(effect.estimate, effect.unit),
      intervalText(effect),
      people,
      word,
    ]),
  }
}
