import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { MONDAY, oneWeek } from '../../test/one-week.ts'
import { many } from '../store/db.ts'
import { workedUntil } from './working-hours.ts'

const held = testDatabase()
const { empty, person, pulls, week } = oneWeek(held)

/** Hours of work from one local time to another, without the days that are off. */
async function hours(spans: [string, string][], off: string[] = []): Promise<number[]> {
  const until = (at: string) =>
    workedUntil(sql`${sql.ref(`s.${at}`)}::timestamp`, sql`${off}::date[]`)
  const rows = await many(
    held.database.db,
    sql<{ seconds: number }>`
      select ${until('to')} - ${until('from')} as seconds
      from jsonb_to_recordset(${JSON.stringify(spans.map(([from, to], n) => ({ n, from, to })))}::jsonb)
        s(n int, "from" text, "to" text)
      order by s.n
    `,
  )
  return rows.map(({ seconds }) => seconds / 3600)
}

describe('working hours', () => {
  // 2026-02-09 is a Monday
  test.each([
    ['of one day', '2026-02-09 09:00', '2026-02-09 12:30', 3.5],
    ['begin at 8 and end at 18', '2026-02-09 05:00', '2026-02-09 23:00', 10],
    ['are none before them', '2026-02-09 01:00', '2026-02-09 07:59', 0],
    ['are none after them', '2026-02-09 18:00', '2026-02-10 08:00', 0],
    ['of two days leave the night out', '2026-02-09 17:00', '2026-02-10 09:00', 2],
    ['leave the weekend out', '2026-02-13 17:00', '2026-02-16 09:00', 2],
    ['are none on a weekend', '2026-02-14 09:00', '2026-02-15 17:00', 0],
    ['of a week are fifty', '2026-02-16 10:00', '2026-02-23 10:00', 50],
    ['of a leap year are ten a day', '2024-01-01 00:00', '2025-01-01 00:00', 2620],
    ['leave a holiday out', '2026-02-10 17:00', '2026-02-12 09:00', 2],
    ['are none on a holiday', '2026-02-11 09:00', '2026-02-11 17:00', 0],
    ['begin after a holiday', '2026-02-11 09:00', '2026-02-12 10:00', 2],
  ])('%s', async (_, from, to, expected) => {
    expect(await hours([[from, to]], ['2026-02-11'])).toEqual([expected])
  })

  const instant = fc
    .integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2026, 11, 31) / 60_000 })
    .map((minute) => minute * 60_000)
  const day = instant.map((at) => new Date(at).toISOString().slice(0, 10))
  const local = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  const off = fc
    .uniqueArray(day, { maxLength: 20 })
    .map((days) => days.filter((it) => new Date(it).getUTCDay() % 6 !== 0).sort())

  test('are no more than those that pass, add up over a split, and are what counting minutes gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(instant, instant, instant), off, async (times, days) => {
        const [a, b, c] = times.sort((x, y) => x - y) as [number, number, number]
        const [all = 0, first = 0, second = 0] = await hours(
          [
            [local(a), local(c)],
            [local(a), local(b)],
            [local(b), local(c)],
          ],
          days,
        )
        expect(first + second).toBeCloseTo(all, 9)
        expect(all).toBeLessThanOrEqual((c - a) / 3_600_000 + 1e-9)
        expect(all).toBeCloseTo(minutesAtWork(a, c, days) / 60, 9)
      }),
      { numRuns: 25 },
    )
  })
})

/** The slow way: one minute of work after the other, in steps of whole days. */
function minutesAtWork(from: number, to: number, off: string[]): number {
  let minutes = 0
  for (let day = from - (from % 86_400_000); day < to; day += 86_400_000) {
    const weekday = new Date(day).getUTCDay()
    if (weekday === 0 || weekday === 6 || off.includes(new Date(day).toISOString().slice(0, 10)))
      continue
    const [opens, closes] = [day + 8 * 3_600_000, day + 18 * 3_600_000]
    minutes += Math.max(0, Math.min(to, closes) - Math.max(from, opens)) / 60_000
  }
  return minutes
}

describe('the working hours of a pull request', () => {
  beforeEach(empty)

  const billionths = (value: number) => Math.round(Math.log(value) * 1e9)

  test.each([
    // half past five hours east: 17:30 on Friday to 8:30 on Monday there
    ['in a zone of half hours', 'Asia/Kolkata', '2026-02-06T12:00:00Z', '2026-02-09T03:00:00Z', 1],
    // clocks go forward on 8 March: 17:00 on Friday, UTC-8, to 9:00 on Monday, UTC-7
    [
      'over a change of the clocks',
      'America/Los_Angeles',
      '2026-03-07T01:00:00Z',
      '2026-03-09T16:00:00Z',
      2,
    ],
    // Good Friday and Easter Monday in Germany: 16:00 on Thursday to 10:00 on Tuesday
    [
      'over public holidays before the week',
      'Europe/Berlin',
      '2026-04-02T14:00:00Z',
      '2026-04-07T08:00:00Z',
      4,
    ],
    ['of a Sunday', 'UTC', '2026-02-15T09:00:00Z', '2026-02-15T12:00:00Z', 1 / 60],
  ])('%s', async (_, time_zone, opened_at, merged_at, expected) => {
    await person({ time_zone })
    await pulls([{ opened_at, merged_at }], { from: '2026-01-05', to: '2026-04-13' })
    const monday = new Date(merged_at)
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7))
    expect(await week(monday.toISOString().slice(0, 10))).toMatchObject({
      prs_cycled: 1,
      cycle_work_ln: billionths(expected),
    })
  })

  test('are counted from its being ready to its review, and from there to the merge', async () => {
    await person({ time_zone: 'UTC' })
    const at = (day: string, hour: number) =>
      `2026-02-${day}T${String(hour).padStart(2, '0')}:00:00Z`
    await pulls([
      {
        opened_at: at('06', 9),
        ready_at: at('06', 16),
        first_review_at: at('09', 11),
        merged_at: at('10', 9),
      },
      { opened_at: at('06', 9), merged_at: at('09', 9) },
    ])
    expect(await week(MONDAY)).toMatchObject({
      prs_picked_up: 1,
      pickup_ln: billionths(67),
      pickup_work_ln: billionths(5),
      review_ln: billionths(22),
      review_work_ln: billionths(8),
      cycle_work_ln: billionths(9 + 10 + 1) + billionths(9 + 1),
    })
  })
})
