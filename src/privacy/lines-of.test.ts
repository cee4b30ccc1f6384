import { expect, test } from 'vitest'
import { linesOf } from './lines-of.ts'

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

test('a line goes through the groups that are most alike, whoever comes and goes, and needs one in each step', () => {
  const steps = [
    [ids(0, 20), ids(20, 40)],
    [ids(21, 40), [...ids(0, 18), 50]],
    [ids(0, 20), ids(22, 40)],
  ]
  const [first, second] = linesOf(steps)
  expect([...(first?.all ?? [])].sort((a, b) => a - b)).toEqual([...ids(0, 20), 50])
  expect([...(first?.often ?? [])]).toEqual(ids(0, 18))
  expect(second?.all).toEqual(new Set(ids(20, 40)))
  expect(linesOf([...steps, []])).toEqual([])
})
