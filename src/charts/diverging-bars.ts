import { axisX, type PlotOptions, rect, ruleX, text } from '@observablehq/plot'
import type { SurveyShare } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** One item of a survey: what each cohort answered. */
export interface Answers {
  /** Whether the options lie around a middle, from the worst to the best; amounts begin at 0. */
  around: boolean
  shares: SurveyShare[]
}

const ROW = 42
const NAME = 10
const BAR = 20
const THICK = 14

/** Weaker answers are paler, but can still be seen. */
const PALEST = 0.35

/**
 * What each cohort answered, option by option: the worse answers to the left of the middle, the better ones to the right, the
 * neutral ones across it. Amounts, which have no middle, stand in a row from 0 on.
 */
export function divergingBars({ around, shares }: Answers): PlotOptions {
  const shown = shares.filter(({ distribution }) => distribution !== null)
  const height = shown.length * ROW
  return {
    height: height + 30,
    marginTop: 4,
    marginBottom: 26,
    marginLeft: 10,
    marginRight: 10,
    x: { domain: around ? [-100, 100] : [0, 100], insetLeft: 4, insetRight: 4 },
    y: { axis: null, domain: [0, height], reverse: true },
    marks: [
      axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: (value: number) => `${Math.abs(value)}%`,
        label: null,
        color: 'var(--quiet)',
      }),
      bars(shown.flatMap((share, row) => partsOf(share, row, around))),
      ruleX([0], { stroke: 'var(--quiet)' }),
      ...names(shown),
    ],
  }
}

type Part = ReturnType<typeof partsOf>[number]

/** Each option of a cohort with its place: those before the middle one end at 0, half of the middle one lies on either side. */
function partsOf({ cohort, distribution }: SurveyShare, row: number, around: boolean) {
  const options = distribution ?? []
  const middle = (options.length - 1) / 2
  const before = options.reduce(
    (sum, { percent }, place) => sum + percent * (place < middle ? 1 : place > middle ? 0 : 1 / 2),
    0,
  )
  let end = around ? -before : 0
  return options.map(({ label, percent }, place) => {
    const start = end
    end += percent
    const away = middle === 0 ? 0 : (place - middle) / middle
    const strength = around ? Math.abs(away) : place / Math.max(1, options.length - 1)
    return {
      x1: start,
      x2: end,
      y1: row * ROW + BAR,
      y2: row * ROW + BAR + THICK,
      colour: around ? colourOf(away) : 'var(--cohort-0)',
      opacity: PALEST + (1 - PALEST) * strength,
      title: `${cohort}: ${label} ${percent}%`,
    }
  })
}

/** Two colours that are also told apart by those who see neither red nor green. */
function colourOf(away: number): string {
  if (away === 0) return 'var(--quiet)'
  return away < 0 ? 'var(--cohort-1)' : 'var(--cohort-0)'
}

function bars(parts: readonly Part[]) {
  return rect(
    parts.filter(({ x1, x2 }) => x2 > x1),
    {
      x1: 'x1',
      x2: 'x2',
      y1: 'y1',
      y2: 'y2',
      fill: 'colour',
      fillOpacity: 'opacity',
      insetRight: 1,
      title: 'title',
    },
  )
}

function names(shown: readonly SurveyShare[]) {
  const placed = shown.map(({ cohort, response_rate }, row) => ({
    y: row * ROW + NAME,
    cohort,
    answered: response_rate === null ? '' : `${wholePercent(response_rate)} answered`,
  }))
  return [
    text(placed, {
      y: 'y',
      frameAnchor: 'left',
      text: 'cohort',
      fontWeight: 600,
      fill: 'currentColor',
    }),
    text(placed, { y: 'y', frameAnchor: 'right', text: 'answered', fill: 'var(--quiet)' }),
  ]
}
