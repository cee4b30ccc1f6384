import { expect, test } from 'vitest'
import { acceptance, naiveOf, passes } from './acceptance.ts'
import { simulate } from './simulate.ts'

/** Chance alone explains so many standard errors in fewer than one line of a thousand. */
const SLACK = 3.3

test('a dozen organisations of each scenario fit the requirements', {
  timeout: 240_000,
}, async () => {
  const simulated = await simulate({ organisations: 12, seed: 1000, threads: 2 })
  for (const line of acceptance(simulated)) expect.soft(line).toSatisfy(() => passes(line, SLACK))
  const { mean, found } = naiveOf(simulated)
  expect(mean).toBeGreaterThan(0.25)
  expect(found).toBeGreaterThan(0.9)
})
