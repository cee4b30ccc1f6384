import { deviations } from '../deviations.ts'

/** To whom and to which period each value belongs: numbers from 0. */
export type Places = {
  person: ArrayLike<number>
  period: ArrayLike<number>
  people: number
  periods: number
}

/** A sum of values up to this share of their size is rounding. */
const ROUNDING = 1e-15
const MOST_PASSES = 10

/**
 * What persons and periods leave of the values: residuals of a regression on a constant for each person and each period, of
 * which any combination may be missing. R: `resid(lm(values ~ factor(person) + factor(period)))`. The periods' constants come
 * by conjugate gradients, which end after as many rounds as there are periods however few people link them; taking out the
 * two means in turn may need thousands.
 */
export function demeaned(values: ArrayLike<number>, places: Places): Float64Array {
  const left = withoutPersons(deviations(values), places)
  const enough = ROUNDING ** 2 * left.length * product(left, left)
  // A second pass takes out what rounding has left of the first.
  for (let pass = 0; pass < MOST_PASSES; pass++) if (takeOutPeriods(left, places, enough)) break
  return left
}

/** Each value less the mean of its person's values. */
function withoutPersons(values: Float64Array, { person, people }: Places): Float64Array {
  const sums = new Float64Array(people)
  const counts = new Float64Array(people)
  for (let i = 0; i < values.length; i++) {
    add(sums, person[i] as number, values[i] as number)
    add(counts, person[i] as number, 1)
  }
  return values.map((value, i) => {
    const who = person[i] as number
    return value - (sums[who] as number) / (counts[who] as number)
  })
}

/**
 * Takes the constants of the periods, and what they change of those of persons, out of the values. True once what remains in
 * the sums of the periods, squared, is `enough`.
 */
function takeOutPeriods(values: Float64Array, places: Places, enough: number): boolean {
  const gap = sumByPeriod(values, places)
  let direction = gap.slice()
  let size = product(gap, gap)
  if (size <= enough) return true
  for (let round = 0; round < places.periods && size > enough; round++) {
    const spread = withoutPersons(perRow(direction, places), places)
    const change = sumByPeriod(spread, places)
    const step = size / product(direction, change)
    for (let i = 0; i < values.length; i++) add(values, i, -step * (spread[i] as number))
    for (let t = 0; t < gap.length; t++) add(gap, t, -step * (change[t] as number))
    const next = product(gap, gap)
    const turn = next / size
    direction = direction.map((d, t) => (gap[t] as number) + turn * d)
    size = next
  }
  return false
}

function perRow(byPeriod: Float64Array, { period }: Places): Float64Array {
  const rows = new Float64Array(period.length)
  for (let i = 0; i < rows.length; i++) rows[i] = byPeriod[period[i] as number] as number
  return rows
}

function sumByPeriod(values: Float64Array, { period, periods }: Places): Float64Array {
  const sums = new Float64Array(periods)
  for (let i = 0; i < values.length; i++) add(sums, period[i] as number, values[i] as number)
  return sums
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)
}

function add(values: Float64Array, place: number, value: number): void {
  values[place] = (values[place] as number) + value
}
