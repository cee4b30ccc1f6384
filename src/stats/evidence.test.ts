import { expect, test } from 'vitest'
import { type EvidenceWord, evidence, type Findings } from './evidence.ts'

const CLEAR: Findings = {
  interval: { low: 0.02, high: 0.1, level: 0.95 },
  widened: { low: 0.01, high: 0.11, level: 0.95 },
  placebo_p: 0.5,
  baseline_p: 0.5,
  n_people: { adopters: 10, controls: 10 },
  n_teams: { adopters: 10, controls: 10 },
}
const acrossZero = { low: -0.01, high: 0.1, level: 0.95 }

test.each<[string, Partial<Findings>, EvidenceWord, string]>([
  ['all checks pass', {}, 'clear', 'all_checks_passed'],
  [
    'a fall may be clear too',
    { interval: down(0.1, 0.02), widened: down(0.12, 0.01) },
    'clear',
    'all_checks_passed',
  ],
  ['drift could explain it', { widened: acrossZero }, 'suggestive', 'drift'],
  ['9 teams on one side', { n_teams: { adopters: 9, controls: 40 } }, 'suggestive', 'few_teams'],
  ['9 teams on the other', { n_teams: { adopters: 40, controls: 9 } }, 'suggestive', 'few_teams'],
  [
    '9 people on one side',
    { n_people: { adopters: 99, controls: 9 } },
    'not established',
    'few_people',
  ],
  [
    'a rise and a fall both fit',
    { interval: acrossZero },
    'not established',
    'interval_holds_zero',
  ],
  [
    'the interval ends at 0',
    { interval: { low: 0, high: 0.1, level: 0.95 } },
    'not established',
    'interval_holds_zero',
  ],
  [
    'any difference is small',
    { interval: { low: -0.01, high: 0.02, level: 0.95 } },
    'not established',
    'negligible',
  ],
  [
    'a rise is surely there, and surely small',
    { interval: { low: 0.004, high: 0.018, level: 0.95 }, widened: down(0.01, -0.02) },
    'not established',
    'negligible',
  ],
  [
    'it is small only if the comparison holds',
    { interval: { low: -0.01, high: 0.02, level: 0.95 }, placebo_p: 0.1 },
    'not established',
    'changing_before',
  ],
  ['adopters changed before', { placebo_p: 0.1 }, 'not established', 'changing_before'],
  ['the baselines disagree', { baseline_p: 0.1 }, 'not established', 'baselines_disagree'],
  ['there is no placebo', { placebo_p: null, widened: null }, 'not established', 'checks_missing'],
  ['there is no second baseline', { baseline_p: null }, 'not established', 'checks_missing'],
])('%s', (_, findings, word, because) => {
  expect(evidence({ ...CLEAR, ...findings })).toMatchObject({ word, because })
})

test('the margin of what matters can be set', () => {
  const findings = { ...CLEAR, interval: acrossZero }
  expect(evidence(findings, 0.2)).toMatchObject({ because: 'negligible' })
})

test('no sentence claims that there is no effect, or what caused it', () => {
  const { message } = evidence({ ...CLEAR, interval: acrossZero })
  expect(message).toMatch(/^We cannot tell/)
  expect(evidence(CLEAR).message).not.toMatch(/prove|drive|thanks|cause/i)
})

function down(from: number, to: number): Findings['interval'] {
  return { low: -from, high: -to, level: 0.95 }
}
