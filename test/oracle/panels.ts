import type { Panel } from '../../src/stats/panel/panel.ts'
import { random } from '../../src/stats/random.ts'

/** What may be different in `buildPanel`. */
export type World = {
  people: number
  rate: (person: number) => number
  /** Factor on a person's output, so many periods after adoption. */
  gain: (person: number, since: number) => number
  adoption: (person: number) => number
  team: (person: number) => number
  known: (person: number, period: number) => boolean
}

/**
 * Twelve periods in which all share the seasons. One third adopts in period 4, one in period 6, one never; afterwards every
 * second person does 5 per cent more than before, the others 15.
 */
export function buildPanel(world: Partial<World>): Panel {
  const { people, rate, gain, adoption, team, known } = { ...WORLD, ...world }
  const periods = 12
  const everybody = [...Array(people).keys()]
  const num = everybody.flatMap((i) =>
    Array.from({ length: periods }, (_, t) => {
      const adopted = adoption(i)
      return 20 * rate(i) * season(t) * (adopted < 0 ? 1 : gain(i, t - adopted))
    }),
  )
  return {
    people,
    periods,
    num: Float64Array.from(num),
    den: Float64Array.from(num, (_, i) => (known(Math.floor(i / periods), i % periods) ? 20 : 0)),
    adoption: Int32Array.from(everybody, adoption),
    stratum: Int32Array.from(everybody, (i) => i % 2),
    team: Int32Array.from(everybody, team),
  }
}

const WORLD: World = {
  people: 36,
  rate: (person) => 1 + Math.floor(person / 6),
  gain: (person, since) => (since <= 0 ? 1 : person % 2 === 0 ? 1.05 : 1.15),
  adoption: adoptsAt,
  team: (person) => Math.floor(person / 3),
  known: () => true,
}

/** Who adopts when in `buildPanel`. */
export function adoptsAt(person: number): number {
  return [4, 6, -1][Math.floor(person / 2) % 3] ?? -1
}

function season(period: number): number {
  return 1 + 0.2 * Math.sin(period)
}

/** Thirty people in six teams and two strata, with gaps, whole numbers and no effect. */
export function randomPanel(seed: number): Panel {
  const r = random(seed)
  const [people, periods] = [30, 12]
  const draw = (length: number, value: () => number) => Array.from({ length }, value)
  const den = draw(people * periods, () => (r.chance(0.1) ? 0 : 1 + r.int(20)))
  return {
    people,
    periods,
    num: Float64Array.from(den, (days) => (days > 0 ? 1 + r.poisson(days) : 0)),
    den: Float64Array.from(den),
    adoption: Int32Array.from(draw(people, () => (r.chance(0.4) ? -1 : r.int(periods)))),
    stratum: Int32Array.from(draw(people, () => r.int(2))),
    team: Int32Array.from([...Array(people).keys()], (i) => i % 6),
  }
}
