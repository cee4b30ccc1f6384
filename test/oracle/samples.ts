import fc from 'fast-check'
import type { Sample } from '../../src/stats/sample.ts'

/** Any sample of 2 to 30 people with small whole values, so with ties, in few teams; some people have none. */
export function samples(): fc.Arbitrary<Sample & { values: number[] }> {
  const person = fc.record({
    value: fc.integer({ min: 0, max: 12 }),
    team: fc.option(fc.nat(6)),
  })
  return fc.array(person, { minLength: 2, maxLength: 30 }).map((people) => ({
    values: people.map(({ value }) => value),
    teams: people.map(({ team }) => team),
  }))
}

/** Two samples whose teams may overlap, with teams or without. */
export function samplePairs(): fc.Arbitrary<{ x: Sample; y: Sample }> {
  const inTeams = fc.record({ x: samples(), y: samples() })
  const alone = inTeams.map(({ x, y }) => ({ x: { values: x.values }, y: { values: y.values } }))
  return fc.oneof(inTeams, alone)
}
