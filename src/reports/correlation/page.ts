import type { Association } from '../../charts/association-forest.ts'
import { type Correlation, type CorrelationReport, daysText } from '../../model/index.ts'
import { bounds, count, figures } from '../../model/numbers.ts'
import { type Block, type Chart, heads, type Page } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks } from '../scope-blocks.ts'
import { POINTS } from './estimate.ts'

/** Correlations laid out for reading: all in words and side by side, then each metric by use. */
export function correlationPage(answer: CorrelationReport): Page {
  const { spec, period, metrics, tool } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  return {
    title: `What goes along with more work in ${tool}`,
    blocks: [
      {
        kind: 'text',
        text: `${daysText(period)} (${weeksIn(period)} weeks)${within.length > 0 ? `, ${within.join(', ')} only` : ''}. Use is the share of the days on which a person began or opened a pull request, on which they used ${tool}. ${FORMS[spec.form]}`,
      },
      { kind: 'heading', text: 'All metrics together' },
      { kind: 'list', items: metrics.map(({ sentence }) => sentence) },
      ...forests(metrics, tool),
      ...metrics.flatMap((metric) => scatter(metric, tool)),
      ...endingBlocks(answer),
    ],
  }
}

const FORMS = {
  within_person:
    'Each person is set against themselves in other periods of four weeks, since they first used it.',
  between_people: 'People of like role, level and team are set beside one another.',
}

const AXES = {
  rho: 'rank correlation from -1 to 1',
  points: `points for ${POINTS} points more use`,
  '%': `per cent for ${POINTS} points more use`,
}

/** A chart for each axis on which estimates can stand side by side. */
function forests(metrics: readonly Correlation[], tool: string): Block[] {
  const drawn = metrics.flatMap((it) => associationOf(it))
  const byAxis = Map.groupBy(drawn, ({ axis }) => axis)
  const charts = [...byAxis].map(
    ([axis, rows]): Chart => ({
      kind: 'chart',
      label: `How each metric goes along with more work in ${tool}, with its 95% interval: ${AXES[axis]}.`,
      note: `In ${AXES[axis]}, with 95% intervals. Filled: which way it goes can be told with all metrics taken together. It is no effect.`,
      drawn: { chart: 'association_forest', data: { axis, rows } },
      tables: [],
    }),
  )
  return [...charts, tableOf(metrics)]
}

function associationOf(it: Correlation): (Association & { axis: keyof typeof AXES })[] {
  const { measure, relative, estimate, unit } = it
  const axis = measure === 'rho' ? 'rho' : unit === 'points' ? 'points' : '%'
  const drawn = axis === '%' ? relative : estimate
  if (drawn === null) return []
  return [
    {
      axis,
      name: it.metric.name,
      estimate: drawn,
      told: it.direction === 'higher' || it.direction === 'lower',
      basis: basisOf(it),
    },
  ]
}

function basisOf({ people, teams }: Correlation): string {
  const inTeams = `${count(teams ?? 0)} teams`
  return people === null ? inTeams : `${count(people)} people in ${inTeams}`
}

function tableOf(metrics: readonly Correlation[]): Block {
  return {
    kind: 'table',
    head: heads('', '>', '95% interval>', 'Unit', 'People>', 'Teams>'),
    rows: metrics.map(({ metric, estimate, unit, people, teams }) => [
      metric.name,
      estimate === null ? 'cannot be told' : figures(estimate.estimate),
      estimate === null ? '' : bounds(estimate.interval, figures),
      estimate === null ? '' : unit,
      people === null ? '' : count(people),
      teams === null ? '' : count(teams),
    ]),
  }
}

function scatter(it: Correlation, tool: string): Block[] {
  if (it.bins.length === 0) return []
  const { metric, bins } = it
  const within = it.measure === 'slope'
  const unit = within && metric.kind === 'log' ? '%' : metric.unit
  const share = within ? 'Use, from what is usual' : 'Use'
  return [
    { kind: 'heading', text: `${metric.name} by use` },
    {
      kind: 'chart',
      label: `${metric.name} of groups of like use of ${tool}.`,
      note: within
        ? `Each dot is a group of periods of many people: how far use (in points) and ${metric.name.toLowerCase()} (${unit}) lay from what is usual for the person and the time. No dot is a person.`
        : `Each dot is a group of ${it.compared}, by the share of such days in ${tool}; unit: ${unit}. No dot is a person.`,
      drawn: { chart: 'binned_scatter', data: { bins, within } },
      tables: [
        {
          kind: 'table',
          head: heads(`${share}>`, `${metric.name} (${unit})>`),
          rows: bins.map(({ share, value }) => [
            `${figures(share)}${within ? '' : '%'}`,
            figures(value),
          ]),
        },
      ],
    },
  ]
}
