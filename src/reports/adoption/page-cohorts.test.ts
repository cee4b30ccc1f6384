import { expect, test } from 'vitest'
import type { AdoptionReport, RetentionCohort } from '../../model/index.ts'
import { cohortBlocks, monthsText } from './page-cohorts.ts'

const kept = (weeks: number, estimate: number | null): RetentionCohort['kept'][number] => ({
  ...{ weeks, estimate, interval: null, within: null, reason: null },
})
const cohort = (month: number, shares: [weeks: number, estimate: number | null][]) => ({
  ...{ from: `2026-0${month}-01`, to: `2026-0${month + 1}-01`, people: 40 },
  kept: shares.map(([weeks, estimate]) => kept(weeks, estimate)),
})
const blocksOf = (cohorts: RetentionCohort[]) =>
  cohortBlocks({
    tool: 'Coder',
    retention: { cohorts, curve: [{ weeks: 8, share: 0.8, interval: null }] },
  } as unknown as AdoptionReport)

test('months are compared after as many weeks as two of them tell of', () => {
  const [, chart] = blocksOf([
    cohort(1, [
      [4, 0.9],
      [8, 0.8],
      [12, 0.7],
    ]),
    cohort(2, [
      [4, 0.8],
      [8, 0.6],
      [12, null],
    ]),
    cohort(3, [[4, 0.5]]),
  ])
  expect(chart).toMatchObject({
    drawn: {
      data: {
        all: 0.8,
        rows: [
          { name: 'Jan 2026', share: { estimate: 0.8 } },
          { name: 'Feb 2026', share: { estimate: 0.6 } },
        ],
      },
    },
    tables: [
      {
        rows: [
          ['Jan 2026', '40', '90%', '80%', '70%'],
          ['Feb 2026', '40', '80%', '60%', 'not shown'],
          ['Mar 2026', '40', '50%', '', ''],
        ],
      },
    ],
  })
})

test('where nothing can be told of any month it says so', () => {
  const blocks = blocksOf([cohort(1, [[4, null]])])
  expect(blocks[1]).toMatchObject({ kind: 'text', text: expect.stringContaining('Not shown') })
})

test('joined months are told by the first and the last', () => {
  expect(monthsText({ from: '2025-11-01', to: '2026-02-01' })).toBe('Nov 2025 to Jan 2026')
})
