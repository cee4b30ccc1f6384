import type { Outcome, ScenarioName } from './analyses.ts'

/** What was simulated: the organisations of each scenario, and how often teams without a difference were told apart. */
export type Simulated = {
  outcomes: Record<ScenarioName, Outcome[]>
  teams_differ: boolean[]
}

/** One line of the acceptance table. Shares and effects, .05 for 5 %. */
export type Line = {
  what: string
  measured: number
  least: number
  most: number
  /** Standard error of `measured` by the number of simulated organisations. */
  error: number
}

/** The requirements on the analysis, each measured over the simulated organisations. */
export function acceptance({ outcomes, teams_differ }: Simulated): Line[] {
  const none = outcomes['no effect']
  const six = outcomes['effect of 6 %']
  const twelve = outcomes['effect of 12 %']
  const surge = outcomes['adoption in a surge']
  const growing = outcomes['growing effect']
  const lot = outcomes['adoption by lot']
  return [
    within('no effect: bias', none.map(errorOf), -0.005, 0.005),
    share('no effect: interval holds the truth', none.map(covers), 0.93, 0.97),
    share('effect of 6 %: interval holds the truth', six.map(covers), 0.93, 0.97),
    share('effect of 12 %: interval holds the truth', twelve.map(covers), 0.93, 0.97),
    share(
      'trend by level: interval holds the truth',
      outcomes['trend by level'].map(covers),
      0.93,
      0.97,
    ),
    share('no effect: interval excludes 0', none.map(finds), 0, 0.065),
    share(
      'no effect: "clear"',
      none.map(({ clear }) => clear),
      0,
      0.01,
    ),
    rootOfSquares('no effect: error of ln effect, root mean square', none.map(logError), 0.03),
    share('effect of 12 %: found', twelve.map(finds), 0.97, 1),
    share(
      'adoption in a surge: "clear"',
      surge.map(({ clear }) => clear),
      0,
      0.06,
    ),
    share(
      'adoption in a surge: warned of',
      surge.map(({ warned }) => warned),
      0.45,
      1,
    ),
    within('growing effect: bias', growing.map(errorOf), -0.01, 0.01),
    share('growing effect: interval holds the truth', growing.map(covers), 0.93, 1),
    share(
      'no effect: use within a person "goes with" output',
      none.map(({ dose }) => dose !== null),
      0,
      0.08,
    ),
    share(
      'no effect: the same by days of own pull requests',
      none.map(({ dose_seen }) => dose_seen !== null),
      0,
      0.08,
    ),
    share(
      'no effect: by these "lower"',
      none.map(({ dose_seen }) => dose_seen === 'lower'),
      0,
      0.05,
    ),
    share('teams without difference told apart', teams_differ, 0, 0.065),
    share('adoption by lot: impact holds the truth', lot.map(covers), 0.93, 0.97),
    share(
      'adoption by lot: plain comparison holds the truth',
      lot.map(({ naive }) => holds(naive)),
      0.93,
      0.97,
    ),
  ]
}

/** What the plain comparison says where there is no effect: on average, and how often it "finds" one. */
export function naiveOf({ outcomes }: Simulated): { mean: number; found: number } {
  const gaps = outcomes['no effect'].map(({ naive }) => naive)
  return {
    mean: meanOf(gaps.map(({ estimate }) => estimate)),
    found: meanOf(gaps.map(({ interval }) => (excludesZero(interval) ? 1 : 0))),
  }
}

/** Whether a line keeps its bounds; with `slack`, within so many of its standard errors. */
export function passes({ measured, least, most, error }: Line, slack = 0): boolean {
  return measured >= least - slack * error && measured <= most + slack * error
}

function share(what: string, is: boolean[], least: number, most: number): Line {
  const measured = meanOf(is.map(Number))
  // that of the nearest bound: none found among a few is no proof of none
  const bound = Math.min(Math.max(measured, least), most)
  return { what, measured, least, most, error: Math.sqrt((bound * (1 - bound)) / is.length) }
}

function within(what: string, values: number[], least: number, most: number): Line {
  return { what, measured: meanOf(values), least, most, error: errorOfMean(values) }
}

function rootOfSquares(what: string, values: number[], most: number): Line {
  const measured = Math.sqrt(meanOf(values.map((value) => value * value)))
  return { what, measured, least: 0, most, error: measured / Math.sqrt(2 * values.length) }
}

const errorOf = ({ estimate, truth }: Outcome) => estimate - truth
const logError = ({ estimate, truth }: Outcome) => Math.log1p(estimate) - Math.log1p(truth)
const covers = (outcome: Outcome) => holds(outcome)
const finds = ({ interval }: Outcome) => excludesZero(interval)

function holds({ interval, truth }: Pick<Outcome, 'interval' | 'truth'>): boolean {
  return interval.low <= truth && truth <= interval.high
}

function excludesZero({ low, high }: Outcome['interval']): boolean {
  return low > 0 || high < 0
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function errorOfMean(values: number[]): number {
  const mean = meanOf(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}
