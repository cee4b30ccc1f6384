import { describe, expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { random } from '../../stats/random.ts'
import type { Study } from '../impact/draw-studies.ts'
import { nextStep, waitingOf } from './next-step.ts'

const PERIODS = 8

/** So many teams of four, of whom nobody has begun but the first of each team. */
function studyOf(teams: number, { known = true } = {}): Study {
  const people = 4 * teams
  const draw = random(2)
  const rates = Array.from({ length: people }, () => Math.exp(draw.normal(0, 0.4)))
  const num = Float64Array.from({ length: people * PERIODS }, (_, i) =>
    draw.poisson(8 * (rates[Math.floor(i / PERIODS)] as number)),
  )
  const panel = {
    people,
    periods: PERIODS,
    num,
    den: new Float64Array(people * PERIODS).fill(known ? 20 : 0),
    adoption: Int32Array.from({ length: people }, (_, i) => (i % 4 === 0 ? 5 : -1)),
    stratum: new Int32Array(people),
    team: Int32Array.from({ length: people }, (_, i) => Math.floor(i / 4)),
  }
  return { metric: prThroughput, panel, roles: new Uint8Array(people) }
}

const asked = (study: Study, shown = true) => ({
  study,
  tool: 'Coder',
  minimum: 5,
  shown,
  now: new Date('2026-11-19T12:00:00Z'),
  time_zone: 'UTC',
})
const stepOf = (study: Study, shown = true) => nextStep(waitingOf(study), asked(study, shown))

describe('the next best step', () => {
  test('is a trial of the teams that have not begun, over in sixteen weeks from next Monday', () => {
    const step = stepOf(studyOf(40))
    expect(step).toMatchObject({ people: 120, teams: 40, by: '2027-03-15' })
    expect(step.sentence).toMatch(/^Draw by lot which of about 40 teams .* half each/)
    expect(step.sentence).toContain('by 15 Mar 2027')
  })

  test('sees smaller effects with more teams', () => {
    const [few, many] = [stepOf(studyOf(16)), stepOf(studyOf(200))]
    expect(many.visible ?? 0).toBeLessThan(few.visible ?? 0)
    expect(many.visible ?? 0).toBeGreaterThan(0)
  })

  test('counts nobody whose numbers are not known: unknown is not zero', () => {
    expect(waitingOf(studyOf(10, { known: false })).places).toEqual([])
  })

  test('says what to do where nobody is left, or too few teams are', () => {
    const nobody = stepOf(studyOf(40), false)
    expect(nobody).toMatchObject({ people: null, teams: null, visible: null })
    expect(nobody.sentence).toMatch(/^Fewer than 5 people .* Ask those who stopped/)
    expect(stepOf(studyOf(3)).sentence).toMatch(/^Too few teams/)
  })
})
