import { expect, test } from 'vitest'
import { shownShare } from './shown-share.ts'

test('a share is cut to a multiple of 5 %, never up', () => {
  expect([0, 0.049, 0.15, 0.6, 0.99, 1].map(shownShare)).toEqual([0, 0, 0.15, 0.6, 0.95, 1])
})
