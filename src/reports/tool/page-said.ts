import { type CohortMetric, dayText, type ToolReport } from '../../model/index.ts'
import { amount, bounds, wholePercent } from '../../model/numbers.ts'
import { type Block, heads } from '../page.ts'

/** Fewest options that have a middle. */
const FEWEST_AROUND = 3

/** What people answered to the last survey by how often they use the tool, with who answered at all. */
export function saidBlocks({
  said,
  said_missing,
  spec,
}: Pick<ToolReport, 'said' | 'said_missing' | 'spec'>): Block[] {
  if (said === null) return [{ kind: 'text', text: said_missing ?? '' }]
  const wave = said.metrics[0]?.survey
  const about = wave
    ? `${wave.wave}, asked from ${dayText(wave.opened)} to ${dayText(wave.closed)}, by how often people had used ${spec.attribute} until then.`
    : ''
  return [
    {
      kind: 'text',
      text: `${about} What people say describes them; it does not say what ${spec.attribute} changes.`.trim(),
    },
    ...said.metrics.flatMap(itemBlocks),
  ]
}

function itemBlocks(it: CohortMetric): Block[] {
  const { metric, survey } = it
  const shares = survey?.shares ?? []
  const options = shares.find(({ distribution }) => distribution !== null)?.distribution ?? []
  const around = metric.kind === 'share' && options.length >= FEWEST_AROUND
  const heading = { kind: 'heading', text: metric.name, small: true } as const
  if (options.length === 0) return [heading, scoresOf(it)]
  return [
    heading,
    {
      kind: 'chart',
      label: `What people answered to ${metric.name}, by how often they use the tool.`,
      note: `${options.map(({ label }) => label).join(' · ')}, from left to right. In steps of 5%; from 20 answers on.`,
      drawn: { chart: 'diverging_bars', data: { around, shares } },
      tables: [scoresOf(it)],
    },
  ]
}

function scoresOf({ metric, cohorts, survey }: CohortMetric): Block & { kind: 'table' } {
  const write = (value: number) => amount(value, metric)
  return {
    kind: 'table',
    head: heads(
      '',
      metric.kind === 'share' ? 'Favourable>' : `${metric.unit}>`,
      '95% interval>',
      'People>',
      'Answered>',
    ),
    rows: cohorts.map(({ cohort, estimate, interval, people }, place) => {
      const rate = survey?.shares[place]?.response_rate ?? null
      return [
        cohort,
        estimate === null ? 'not shown' : write(estimate),
        interval === null ? '' : bounds(interval, write),
        people === null ? '' : String(people),
        rate === null ? '' : wholePercent(rate),
      ]
    }),
  }
}
