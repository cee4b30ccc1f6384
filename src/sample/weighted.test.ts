import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { pickByShare } from './weighted.ts'

test('items come by their shares, which need not add to one', () => {
  const source = random(1)
  const items = [{ share: 3 }, { share: 0 }, { share: 1 }] as const
  const counts = new Map<unknown, number>()
  for (let i = 0; i < 20_000; i++) {
    const item = pickByShare(items, source)
    counts.set(item, (counts.get(item) ?? 0) + 1)
  }
  expect((counts.get(items[0]) ?? 0) / 20_000).toBeCloseTo(0.75, 1)
  expect(counts.get(items[1])).toBeUndefined()
})
