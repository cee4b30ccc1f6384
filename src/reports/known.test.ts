import { describe, expect, test } from 'vitest'
import { coverageIn, knownSpan } from './known.ts'

const span = (source: string, subject: string, from_day: string, to_day: string) => ({
  source,
  subject,
  from_day,
  to_day,
})
const covered = [
  span('coder', 'accounts', '2026-03-01', '2026-03-02'),
  span('coder', 'tool_days', '2025-01-01', '2026-12-01'),
  span('github', 'pull_requests', '2026-01-01', '2026-01-11'),
  span('github', 'pull_requests', '2026-02-01', '2026-02-10'),
  span('gitlab', 'pull_requests', '2026-01-20', '2026-02-15'),
]

describe('what is known', () => {
  test('of pull requests reaches from the first to the last day of any source', () => {
    expect(knownSpan(covered)).toEqual({ from: '2026-01-01', until: '2026-02-15' })
    expect(knownSpan([])).toEqual({ from: null, until: null })
  })

  test('of a period is counted in days, by source and subject', () => {
    expect(coverageIn(covered, { from: '2026-01-05', to: '2026-02-02' })).toEqual([
      { source: 'coder', subject: 'tool_days', days: 28, of_days: 28 },
      { source: 'github', subject: 'pull_requests', days: 7, of_days: 28 },
      { source: 'gitlab', subject: 'pull_requests', days: 13, of_days: 28 },
    ])
  })

  test('is nothing where a source speaks of other days', () => {
    const [, github] = coverageIn(covered, { from: '2027-01-04', to: '2027-01-11' })
    expect(github).toMatchObject({ days: 0, of_days: 7 })
  })
})
