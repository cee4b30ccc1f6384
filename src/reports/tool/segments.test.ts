import { describe, expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { random } from '../../stats/random.ts'
import type { Person } from '../impact/draw-people.ts'
import { measuredStudy, type Study } from '../impact/draw-studies.ts'
import { segmentEffects, segmentFamilies, segmentsOf } from './segments.ts'

const PERIODS = 14
const ADOPTION = 6
const EFFECTS = [1.4, 1]

/** People of two halves, every second of whom adopts, which raises the rate of the first half alone. */
function studyOf(people: number): { study: Study; studied: Person[] } {
  const draw = random(4)
  const rates = Array.from({ length: people }, () => 8 * Math.exp(draw.normal(0, 0.2)))
  const adopts = (person: number) => person % 4 < 2
  const num = Float64Array.from({ length: people * PERIODS }, (_, i) => {
    const [person, period] = [Math.floor(i / PERIODS), i % PERIODS]
    const raised = adopts(person) && period > ADOPTION ? (EFFECTS[person % 2] as number) : 1
    return draw.poisson(raised * (rates[person] as number))
  })
  const panel = {
    people,
    periods: PERIODS,
    num,
    den: new Float64Array(people * PERIODS).fill(20),
    adoption: Int32Array.from({ length: people }, (_, i) => (adopts(i) ? ADOPTION : -1)),
    stratum: new Int32Array(people),
    team: Int32Array.from({ length: people }, (_, i) => Math.floor(i / 8)),
  }
  const studied = Array.from(
    { length: people },
    (_, i): Person => ({
      id: i + 1,
      reason: null,
      adopted: null,
      level: null,
      team: null,
    }),
  )
  return { study: measuredStudy(prThroughput, panel), studied }
}

const halves = (people: number, sizes = [people, people]) =>
  ['first', 'second'].map((name, half) => ({
    name,
    places: Array.from({ length: people }, (_, i) => i)
      .filter((i) => i % 2 === half)
      .slice(0, sizes[half]),
  }))

const question = {
  metric: prThroughput,
  attribute: { id: 1, name: 'Coder', values: [] },
  minimum: 5,
}
const passing = [
  { shown: true, refused: false },
  { shown: true, refused: false },
]

describe('the effect by segment', () => {
  const { study, studied } = studyOf(320)

  test('lies between that of the segment alone and that of all', () => {
    const segments = segmentsOf(study, studied, halves(320))
    const [first, second] = segmentEffects(segments, study, { minimum: 5, passes: passing })
    expect(first?.effect?.estimate).toBeGreaterThan(20)
    expect(first?.effect?.estimate).toBeLessThan(45)
    expect(second?.effect?.estimate).toBeLessThan(first?.effect?.estimate ?? 0)
    expect(first?.people).toEqual({ adopters: 80, controls: 80 })
    expect(first?.weight).toBeGreaterThan(0)
    expect(first?.weight).toBeLessThan(1)
  })

  test('is not shown of a segment of fewer than 30 people on a side, nor of one that is alone', () => {
    const segments = segmentsOf(study, studied, halves(320, [50, 320]))
    const shown = segmentEffects(segments, study, { minimum: 5, passes: passing })
    expect(shown.map(({ effect, reason }) => [effect, reason?.reason])).toEqual([
      [null, 'too_few_people'],
      [null, 'too_few_people'],
    ])
  })

  test('tells nothing of a segment that may not be shown', () => {
    const segments = segmentsOf(study, studied, halves(320))
    const [, second] = segmentEffects(segments, study, {
      minimum: 5,
      passes: [passing[0] as (typeof passing)[0], { shown: false, refused: true }],
    })
    expect(second).toMatchObject({ effect: null, people: { adopters: null, controls: null } })
  })

  test('asks the gate for both sides of all segments under the names of the whole report', () => {
    const families = segmentFamilies(segmentsOf(study, studied, halves(320, [320, 6])), question)
    expect(families.map(({ metric }) => metric)).toEqual([
      'pr_throughput adopters Coder',
      'pr_throughput controls Coder',
    ])
    expect(families.map(({ groups }) => groups.map(({ shown }) => shown))).toEqual([
      [false, false],
      [false, false],
    ])
  })
})
