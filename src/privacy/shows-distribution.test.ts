import { expect, test } from 'vitest'
import { showsDistribution } from './shows-distribution.ts'

test('a distribution is shown of 20 people, and of more where the minimum is higher', () => {
  expect([showsDistribution(19, 5), showsDistribution(20, 5), showsDistribution(25, 30)]).toEqual([
    false,
    true,
    false,
  ])
})
