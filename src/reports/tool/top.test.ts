import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../metrics/catalogue.ts'
import { evidence } from '../../stats/evidence.ts'
import { metricImpacts } from '../impact/metric-impact.ts'
import { topLines } from './top.ts'

const SIDES = { adopters: 80, controls: 120 }
const metrics = CATALOGUE.filter(({ direction, kind }) => direction !== 'context' && kind !== 'log')

/** What an estimator might have found: an effect of any size, any width and any checks, or none. */
const found = fc.record({
  metric: fc.constantFrom(...metrics),
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  shown: fc
    .record({
      estimate: fc.double({ min: -40, max: 40, noNaN: true }),
      half: fc.double({ min: 0.1, max: 60, noNaN: true }),
      room: fc.double({ min: 0, max: 20, noNaN: true }),
      placebo_p: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      hidden: fc.boolean(),
    })
    .map(({ estimate, half, room, placebo_p, hidden }) => {
      const level = 0.95
      const interval = { low: estimate - half, high: estimate + half, level }
      const scaled = (by: number) => ({
        low: (interval.low - by) / 100,
        high: (interval.high + by) / 100,
        level,
      })
      const judged = evidence({
        interval: scaled(0),
        widened: scaled(room),
        placebo_p,
        baseline_p: 0.5,
        n_people: SIDES,
        n_teams: SIDES,
      })
      const reason = { reason: 'hidden' as const, message: 'Not shown.' }
      return {
        people: SIDES,
        teams: SIDES,
        effect: hidden ? null : { estimate, interval },
        widened: null,
        smallest_detectable: 1.4 * half,
        observed: null,
        expected: null,
        evidence: hidden ? null : judged,
        reason: hidden ? reason : null,
        curve: [],
        checks: [],
      }
    }),
})

const several = fc.uniqueArray(found, {
  minLength: 1,
  maxLength: 8,
  selector: ({ metric }) => metric.id,
})

const linesOf = (all: Parameters<typeof metricImpacts>[0]) =>
  topLines('Coder', null, { metrics: metricImpacts(all, 'Coder') })

describe('whatever was found, the lines to take away', () => {
  test('never claim more than may be claimed', () => {
    fc.assert(
      fc.property(several, (all) => {
        for (const line of linesOf(all))
          expect(line).not.toMatch(
            /no effect|no difference|prove[sdn]?\b|\bdrives?\b|thanks to|because of Coder|\bROI\b|NaN|undefined|null/i,
          )
      }),
      { numRuns: 25 },
    )
  })

  test('say that something rose, fell or came out otherwise with its interval and its people only', () => {
    fc.assert(
      fc.property(several, (all) => {
        for (const line of linesOf(all))
          if (/\b(rose|fell|came out)\b/.test(line))
            expect(line).toMatch(
              /95% interval .* to .*; \d+ people who adopted, \d+ who had not yet/,
            )
      }),
      { numRuns: 25 },
    )
  })

  test('say of a wide interval that it cannot be told, and never that nothing happened', () => {
    fc.assert(
      fc.property(several, (all) => {
        const impacts = metricImpacts(all, 'Coder')
        for (const { effect, guardrail, sentence } of impacts) {
          if (effect === null || guardrail !== null) continue
          const { low, high } = effect.interval
          if (low < -3 && high > 3) expect(sentence).toMatch(/cannot tell|not established/)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('tell of what is surely small as of other findings, and not as of what is open', () => {
    fc.assert(
      fc.property(several, (all) => {
        const impacts = metricImpacts(all, 'Coder')
        const lines = topLines('Coder', null, { metrics: impacts })
        for (const { role, evidence, sentence } of impacts)
          if (role === 'confirmatory' && evidence?.because === 'negligible')
            expect(lines).toContain(sentence)
      }),
      { numRuns: 25 },
    )
  })

  test('call harmless only what cannot be worse by the margin', () => {
    fc.assert(
      fc.property(several, (all) => {
        const impacts = metricImpacts(all, 'Coder')
        const harmless = topLines('Coder', null, { metrics: impacts }).find((line) =>
          line.startsWith('No sign of harm'),
        )
        const fine = impacts.filter(({ guardrail }) => guardrail?.verdict === 'not worse')
        expect(harmless !== undefined).toBe(fine.length > 0)
        for (const { metric, effect } of fine) {
          const { low = 0, high = 0 } = effect?.interval ?? {}
          expect(metric.direction === 'lower' ? high : -low).toBeLessThan(3)
        }
      }),
      { numRuns: 25 },
    )
  })
})

test('who uses it stands first, where it may be shown', () => {
  const share = { people: 410, estimate: 0.6, interval: null, within: null, reason: null }
  const use = { use: { people: 690, using: share, daily: share, low: share } }
  expect(topLines('Coder', use, { metrics: [] })).toEqual([
    'Coder: 410 of 690 eligible developers use it in a normal week (60%).',
  ])
  const few = { use: { ...use.use, using: { ...share, people: null, estimate: null } } }
  expect(topLines('Coder', few, { metrics: [] })).toEqual([])
})
