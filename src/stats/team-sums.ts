import { type Estimate, estimateOf, onScale, type StandardError } from './estimate.ts'
import { type Reason, reason } from './reason.ts'

/** The people of a group as sums over its teams, each with `n` people whose values sum to `s`. Who has no team is a team of one. */
export interface TeamSums {
  /** People, and the sum of their values. */
  n: number
  s: number
  /** Teams, those of one person without a team among them. */
  teams: number
  /** Over teams: `s²`, `s·n` and `n²`. */
  ss: number
  sn: number
  nn: number
}

/** Sums over the teams that have people in both of two groups. */
export interface SharedSums {
  teams: number
  /** First group's `s` and `n` times the second's. */
  ss: number
  sn: number
  ns: number
  nn: number
}

/** What cancels to this share of its parts is rounding, not variation. */
const ROUNDING = 1e-12

/**
 * The mean with the interval of `oneMean`, from sums that a database made: the influences of a team's people on the mean add
 * up to `(s - n m) / N`, and their squares to sums of `s²`, `s·n` and `n²`. Meant for values near their spread, as rates,
 * shares and logarithms are: at a large offset the squares would lose it.
 */
export function meanOfSums(sums: TeamSums): Estimate | Reason {
  if (sums.n < 1) return reason('too_few_people')
  const error = errorOf(own(sums), partsOf(sums), sums.teams)
  return 'reason' in error ? error : estimateOf(sums.s / sums.n, error)
}

/** The difference of two groups' means, first minus second, with the interval of `twoMeans` where there are teams. */
export function differenceOfSums(x: TeamSums, y: TeamSums, shared: SharedSums): Estimate | Reason {
  const error = differenceError(x, y, shared, 1, 1)
  return 'reason' in error ? error : estimateOf(x.s / x.n - y.s / y.n, error)
}

/** The ratio of two groups' means, first over second; its interval is drawn on its logarithm (delta method). */
export function ratioOfSums(x: TeamSums, y: TeamSums, shared: SharedSums): Estimate | Reason {
  const [a, b] = [x.s / x.n, y.s / y.n]
  if (!(a > 0 && b > 0)) return reason('not_positive')
  const error = differenceError(x, y, shared, a, b)
  if ('reason' in error) return error
  return onScale(estimateOf(Math.log(a / b), error), Math.exp)
}

function differenceError(
  x: TeamSums,
  y: TeamSums,
  shared: SharedSums,
  unitX: number,
  unitY: number,
) {
  const squares =
    own(x) / unitX ** 2 + own(y) / unitY ** 2 - (2 * crossed(x, y, shared)) / (unitX * unitY)
  const parts = partsOf(x) / unitX ** 2 + partsOf(y) / unitY ** 2
  return errorOf(squares, parts, x.teams + y.teams - shared.teams)
}

/** The sum over teams of their squared influence on the mean. */
function own({ n, s, ss, sn, nn }: TeamSums): number {
  const mean = s / n
  return (ss - 2 * mean * sn + mean * mean * nn) / (n * n)
}

/** The sum over shared teams of the products of their influences on either mean. */
function crossed(x: TeamSums, y: TeamSums, { ss, sn, ns, nn }: SharedSums): number {
  const [a, b] = [x.s / x.n, y.s / y.n]
  return (ss - b * sn - a * ns + a * b * nn) / (x.n * y.n)
}

/** What `own` is the small difference of, where nothing varies. */
function partsOf({ n, ss }: TeamSums): number {
  return ss / (n * n)
}

function errorOf(squares: number, parts: number, teams: number): StandardError | Reason {
  if (teams < 2) return reason('too_few_teams')
  if (!(squares > ROUNDING * parts)) return reason('constant')
  return { se: Math.sqrt((teams / (teams - 1)) * squares), df: teams - 1 }
}
