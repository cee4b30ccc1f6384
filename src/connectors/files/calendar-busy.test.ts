import { expect, test } from 'vitest'
import { read } from './fixtures/given.ts'

test('a list of busy times is known by its starts and ends; what for is not read', async () => {
  const { recognised, lines } = await read(
    'email,start,end,subject\nada@example.com,2026-08-03T09:00:00Z,2026-08-03T10:30:00Z,Review of pay\n',
  )
  expect(recognised).toMatchObject({
    kind: 'calendar_busy',
    needs_mapping: false,
    notes: ['Left out: subject. Map a column to keep it.'],
  })
  expect(lines).toEqual([
    {
      line: 2,
      fact: {
        account: { email: 'ada@example.com' },
        starts_at: '2026-08-03T09:00:00.000Z',
        ends_at: '2026-08-03T10:30:00.000Z',
      },
    },
  ])
})

test('a busy time without an end, or that ends as it begins, is an issue', async () => {
  const { lines } = await read(
    'email,starts at,ends at\nada@example.com,2026-08-03T09:00:00Z,\nada@example.com,2026-08-03T09:00:00Z,2026-08-03T09:00:00Z\n,2026-08-03T09:00:00Z,2026-08-03T09:30:00Z\n',
  )
  expect(lines).toMatchObject([
    { issue: { code: 'missing_field' } },
    { issue: { code: 'invalid_date' } },
    { issue: { code: 'missing_email' } },
  ])
})
