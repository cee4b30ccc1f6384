import { expect, test } from 'vitest'
import { normalQuantile, normalUpper } from './distributions/normal.ts'
import { smallestDetectable } from './smallest-detectable.ts'

test('a true effect of this size is found four times in five', () => {
  const se = 0.027
  const power = normalUpper(normalQuantile(0.975) - smallestDetectable(se) / se)
  expect(power).toBeCloseTo(0.8, 3)
})
