import { expect, test } from 'vitest'
import { read } from './fixtures/given.ts'

test('a list of absences is known by its first and last days, the last one included', async () => {
  const { recognised, lines } = await read(
    'employee email,leave type,from,to\nada@example.com,vacation,2026-08-03,2026-08-14\nbob@example.com,,2026-08-03,2026-08-03\n',
  )
  expect(recognised).toMatchObject({ kind: 'absences', needs_mapping: false, notes: [] })
  expect(lines).toMatchObject([
    {
      fact: {
        account: { email: 'ada@example.com' },
        first_day: '2026-08-03',
        last_day: '2026-08-14',
        kind: 'vacation',
      },
    },
    { fact: { first_day: '2026-08-03', last_day: '2026-08-03' } },
  ])
})

test('an absence that ends before it began, or is nobody’s, is an issue', async () => {
  const { lines } = await read(
    'email,first day,last day\nada@example.com,2026-08-03,2026-08-02\n,2026-08-03,2026-08-04\nada@example.com,2026-08-03,\n',
  )
  expect(lines).toMatchObject([
    { issue: { code: 'invalid_date' } },
    { issue: { code: 'missing_email' } },
    { issue: { code: 'missing_field' } },
  ])
})

test('a file of people with the dates of their employment is none of absences', async () => {
  const { recognised } = await read(
    'email,start date,end date\nada@example.com,2026-08-03,2026-08-14\n',
  )
  expect(recognised.kind).toBe('people')
})

test('part time and the days of work of people are attributes', async () => {
  const { recognised, lines } = await read(
    'email,name,fte,working days\nada@example.com,Ada,80%,Mon Tue Wed Thu\n',
  )
  expect(recognised.kind).toBe('people')
  expect(lines).toMatchObject([
    { fact: { attributes: { FTE: ['80%'], 'Working days': ['Mon Tue Wed Thu'] } } },
  ])
})
