import { expect, test } from 'vitest'
import { showsDistribution, showsDots } from './shows-distribution.ts'

test('a distribution is shown of 20 people, and of more where the minimum is higher', () => {
  expect([showsDistribution(19, 5), showsDistribution(20, 5), showsDistribution(25, 30)]).toEqual([
    false,
    true,
    false,
  ])
})

test('twenty dots are shown of 40 people, and of more where the minimum is higher', () => {
  expect([showsDots(39, 5), showsDots(40, 5), showsDots(45, 50)]).toEqual([false, true, false])
})
