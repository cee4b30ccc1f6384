import { expect, test } from 'vitest'
import { coderActivity } from './coder-activity.ts'
import { fixture, read, refusalOf } from './fixtures/given.ts'

const answer = (report: object) => JSON.stringify({ report })
const day = { start_time: '2026-09-01T00:00:00Z', end_time: '2026-09-02T00:00:00Z', users: [] }

test("an answer of Coder's insights becomes usage days, in minutes and on the day it was asked for", async () => {
  const { recognised, lines } = await read(fixture('coder-activity.json'))
  expect(recognised).toMatchObject({
    kind: 'tool_days',
    format: 'coder-activity-json',
    source: 'coder',
  })
  expect(lines).toMatchObject([
    {
      line: 1,
      fact: { tool: 'Coder', account: { username: 'aki' }, day: '2026-09-01', minutes: 90 },
    },
    { line: 1, fact: { day: '2026-09-01', minutes: 1.5 } },
  ])
})

test('many answers in one file are read one after another', async () => {
  const one = Buffer.from(fixture('coder-activity.json')).toString()
  const two = one.replaceAll('2026-09-02', '2026-09-03').replaceAll('2026-09-01', '2026-09-02')
  const { lines } = await read(one + two)
  const days = lines.map((line) => 'fact' in line && 'day' in line.fact && line.fact.day)
  expect(days).toEqual(['2026-09-01', '2026-09-01', '2026-09-02', '2026-09-02'])
})

test('an answer over more than one day is refused, one over a day of 25 hours is not', async () => {
  expect(await refusalOf(answer({ ...day, end_time: '2026-09-08T00:00:00Z' }))).toBe('long_period')
  const autumn = { start_time: '2026-10-25T00:00:00+02:00', end_time: '2026-10-26T00:00:00+01:00' }
  expect(await refusalOf(answer({ ...day, ...autumn }))).toBeUndefined()
})

test('what is no report, or no usage in it, is an issue', () => {
  const codes = (report: object) =>
    [...coderActivity(report as never)].map((said) => 'fault' in said && said.fault.code)
  expect(codes({})).toEqual(['malformed'])
  expect(codes({ ...day, start_time: 'x' })).toEqual(['invalid_date'])
  expect(codes({ ...day, end_time: '2026-09-08T00:00:00Z' })).toEqual(['invalid_date'])
  expect(codes({ ...day, users: [{ seconds: 1 }, { user_id: 'u', seconds: 60 }] })).toEqual([
    'malformed',
    false,
  ])
  expect(codes({ ...day, users: null })).toEqual([])
})
