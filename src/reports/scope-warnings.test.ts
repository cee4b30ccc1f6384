import { describe, expect, test } from 'vitest'
import { type Ground, scopeWarnings } from './scope-warnings.ts'

const sound: Ground = {
  period: { from: '2026-01-05', to: '2026-03-30' },
  snapped: false,
  counted_in: 'whole weeks',
  declared: true,
  unmatched: { accounts: null, share: null },
  coverage: [{ source: 'github', subject: 'pull_requests', days: 84, of_days: 84 }],
  subjects: ['pull_requests'],
  weeks_waiting: 0,
}
const codes = (more: Partial<Ground>) =>
  scopeWarnings({ ...sound, ...more }).map(({ code }) => code)

describe('warnings about the ground of a report', () => {
  test('are none where everything is known', () => {
    expect(scopeWarnings(sound)).toEqual([])
  })

  test.each<[string, Partial<Ground>]>([
    ['period_snapped', { snapped: true }],
    ['nobody_declared', { declared: false }],
    ['unmatched_accounts', { unmatched: { accounts: 10, share: 0.02 } }],
    ['waiting_weeks', { weeks_waiting: 1 }],
    [
      'partly_covered',
      { coverage: [{ source: 'github', subject: 'pull_requests', days: 83, of_days: 84 }] },
    ],
  ])('%s', (code, more) => {
    expect(codes(more)).toEqual([code])
  })

  test('leave out sources of facts that the report does not use', () => {
    const reviews = { source: 'github', subject: 'reviews', days: 1, of_days: 84 }
    expect(codes({ coverage: [reviews] })).toEqual([])
    expect(codes({ coverage: [reviews], subjects: ['reviews'] })).toEqual(['partly_covered'])
  })
})
