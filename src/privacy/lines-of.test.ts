import { expect, test } from 'vitest'
import { dayAfter } from '../model/index.ts'
import { type Link, linesOf, linesThrough } from './lines-of.ts'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const dayOf = (week: number) => dayAfter('2026-01-05', 7 * week)
const weeks = (from: number, to: number) => ({ from: dayOf(from), to: dayOf(to) })

function link(from: number, to: number, ids: number[]): Link {
  return { period: weeks(from, to), days: 7 * (to - from), ids }
}

test('a line goes through the groups that are most alike, whoever comes and goes, and needs one in each step', () => {
  const links = [
    link(0, 1, range(0, 20)),
    link(0, 1, range(20, 40)),
    link(1, 2, range(21, 40)),
    link(1, 2, [...range(0, 18), 50]),
    link(2, 3, range(0, 20)),
    link(2, 3, range(22, 40)),
  ]
  const [first, second] = linesOf(links, weeks(0, 3))
  expect([...(first?.all ?? [])].sort((a, b) => a - b)).toEqual([...range(0, 20), 50])
  expect([...(first?.often ?? [])]).toEqual(range(0, 18))
  expect(second?.all).toEqual(new Set(range(20, 40)))
  expect(linesOf(links, weeks(0, 4))).toEqual([])
})

test('links of several lengths make up a line, each counted by its length', () => {
  const links = [
    link(0, 4, range(0, 20)),
    link(4, 5, range(3, 20)),
    link(4, 8, range(30, 50)),
    link(5, 6, range(5, 20)),
    link(5, 6, range(30, 50)),
    link(6, 8, range(5, 20)),
  ]
  const [ofFourWeeks, line] = linesOf(links, weeks(0, 8))
  expect(ofFourWeeks?.all.size).toBe(40)
  expect([...(line?.all ?? [])]).toEqual(range(0, 20))
  expect([...(line?.often ?? [])]).toEqual(range(5, 20))
  const through = link(5, 6, range(3, 20))
  expect(linesThrough(through, links, weeks(4, 8)).map(({ all }) => all.size)).toEqual([17])
})
