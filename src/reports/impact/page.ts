import { type Check, daysText, type Estimate, type ImpactReport } from '../../model/index.ts'
import { bounds, twoFigures } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page, type Span, type Table } from '../page.ts'
import { endingBlocks } from '../scope-blocks.ts'
import { writer } from './sentence.ts'
import { severalBlocks } from './several-page.ts'

/** An impact report laid out for reading: the effect, its curve around adoption, the checks, and the plain gap beside it. */
export function impactPage(answer: ImpactReport): Page {
  const { spec, period, metric } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const since =
    answer.adoption_by === 'account' ? 'the day of the account' : 'the first week of sustained use'
  const about = `${daysText(period)}, in periods of four weeks${within.length > 0 ? `, ${within.join(', ')} only` : ''}. Adoption: ${since}.`
  return {
    title: `${spec.attribute}: ${metric.name.toLowerCase()} after adoption`,
    blocks: [
      { kind: 'text', text: about },
      { kind: 'text', text: answer.sentence },
      ...(answer.effect === null ? [] : effectBlocks(answer, answer.effect)),
      ...severalBlocks(answer),
      { kind: 'heading', text: 'Users beside the others, as they are' },
      { kind: 'text', text: answer.naive.sentence },
      { kind: 'heading', text: 'Who works beside whom' },
      { kind: 'text', text: answer.spillover.sentence },
      ...endingBlocks(answer),
    ],
  }
}

function effectBlocks(answer: ImpactReport, effect: Estimate): Block[] {
  return [
    { kind: 'table', head: heads('', '>', '95% interval>'), rows: effectRows(answer, effect) },
    ...(answer.metric.of === 'survey' ? [{ kind: 'text' as const, text: BETWEEN_SURVEYS }] : []),
    ...(answer.curve.some((point) => point.effect !== null)
      ? [heading('Around adoption, against what was expected'), curveBlock(answer)]
      : []),
    ...(answer.checks.length > 0 ? [heading('Checks'), checksBlock(answer)] : []),
  ]
}

const BETWEEN_SURVEYS =
  'This is the change from the last survey before adoption to those after it. People are asked too seldom for a curve around adoption, or for checks of how they were changing before it.'

const heading = (text: string): Block => ({ kind: 'heading', text })

/** Observed against expected, period by period around adoption. */
export function curveBlock(answer: ImpactReport): Block {
  return {
    kind: 'chart',
    label: 'Observed against expected by period around adoption, with 95% intervals.',
    note: 'Weeks since adoption. In the shaded part nobody had adopted yet: there it should lie around zero. The band is the 95% interval.',
    drawn: { chart: 'event_curve', data: { curve: answer.curve, unit: answer.unit } },
    tables: [curveTable(answer)],
  }
}

/** What should come out as 0, or as the same effect again. */
export function checksBlock(answer: ImpactReport): Block {
  return {
    kind: 'table',
    head: heads('', '>', '95% interval>', ''),
    rows: answer.checks.map((check) => checkRow(check, answer)),
  }
}

/** The effect with everything that it is read with, as far as it is known. */
export function effectRows(answer: ImpactReport, effect: Estimate): Cell[][] {
  const {
    unit,
    widened,
    smallest_detectable,
    observed,
    expected,
    metric,
    people,
    teams,
    evidence,
  } = answer
  const write = writer(unit)
  const known = (name: string, value: number | null, told: (value: number) => string) =>
    value === null ? [] : [[name, told(value), '']]
  const rate = (value: number) => `${twoFigures(value)} ${metric.unit}`
  return [
    ['effect', write(effect.estimate), bounds(effect.interval, write)],
    ...(widened === null ? [] : [['with room for drift', '', bounds(widened, write)]]),
    ...known('visible from', smallest_detectable, (value) => write(value).replace('+', '')),
    ...known('observed', observed, rate),
    ...known('expected', expected, rate),
    ['adopted', `${people.adopters} people`, `${teams.adopters} teams`],
    ['not yet', `${people.controls} people`, `${teams.controls} teams`],
    ['evidence', evidence?.word ?? '', ''],
  ]
}

/** The scale reaches as far as the widest interval of two in three points; the others are cut. */
function curveTable({ curve, unit }: ImpactReport): Table {
  const write = writer(unit)
  const reach = reachOf(curve.flatMap(({ effect }) => effect ?? []))
  const place = (value: number) => (value + reach) / (2 * reach)
  const span = ({ estimate, interval }: Estimate): Span => ({
    low: place(interval.low),
    at: place(estimate),
    high: place(interval.high),
    zero: place(0),
  })
  return {
    kind: 'table',
    head: heads('Period>', 'Effect>', '95% interval>', `from ${write(-reach)} to ${write(reach)}`),
    rows: curve.map(({ offset, effect }) => [
      offset > 0 ? `+${offset}` : String(offset),
      effect === null ? 'not shown' : write(effect.estimate),
      effect === null ? '' : bounds(effect.interval, write),
      effect === null ? '' : span(effect),
    ]),
  }
}

function reachOf(points: Estimate[]): number {
  const widest = points
    .map(({ interval: { low, high } }) => Math.max(Math.abs(low), Math.abs(high)))
    .sort((a, b) => a - b)
  return Math.max(1, Math.ceil(widest[Math.floor((widest.length * 2) / 3)] ?? 1))
}

function checkRow({ name, estimate, passed }: Check, { unit }: ImpactReport): Cell[] {
  const write = writer(unit)
  return [
    CHECKS[name],
    estimate === null ? 'not known' : write(estimate.estimate),
    estimate === null ? '' : bounds(estimate.interval, write),
    passed === null ? '' : passed ? 'passed' : 'FAILED',
  ]
}

const CHECKS: Record<Check['name'], string> = {
  placebo: 'three periods early, should be 0',
  baselines: 'long less short baseline, should be 0',
  short_baseline: 'against the last period before alone',
  without_top: 'without the top 1% of people',
  callaway_santanna: 'by Callaway and Sant’Anna',
  negative_control: 'what the tool cannot move',
}
