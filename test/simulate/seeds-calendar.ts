import { calendarsOf, holidaysOf } from '../../src/metrics/holidays.ts'
import { dayAfter, weekOf } from '../../src/model/index.ts'
import type { SampleOrganisation } from '../../src/sample/organisation.ts'

const WORKING_DAYS = 5

/** Which weeks, and which days of use, cannot count for somebody: nobody can be expected to work on a public holiday. */
export interface Calendar {
  /** Whether the person is employed on a working day of this week. */
  works(email: string, week: string): boolean
  /** How many days of use in this week were on a public holiday. */
  usedOnHolidays(email: string, week: string): number
}

/** The calendar of an organisation's people, by where they are; the sample itself knows no public holidays. */
export async function calendarOf(organisation: SampleOrganisation): Promise<Calendar> {
  const people = new Map(organisation.people.map((person) => [person.email, person]))
  const holidays = await holidaysByEmail(organisation)
  const used = new Set(
    [...organisation.toolDays()].map(
      ({ account, day }) => `${account.email?.toLowerCase()} ${day}`,
    ),
  )
  const counts = new Map<string, number>()
  for (const key of used) {
    const [email = '', day = ''] = key.split(' ')
    const week = `${email} ${weekOf(day)}`
    if (holidays.get(email)?.has(day)) counts.set(week, (counts.get(week) ?? 0) + 1)
  }
  return {
    works: (email, week) => {
      const { start_date = '', end_date = '9999' } = people.get(email) ?? {}
      return Array.from({ length: WORKING_DAYS }, (_, n) => dayAfter(week, n)).some(
        (day) => start_date <= day && day < end_date && !holidays.get(email)?.has(day),
      )
    },
    usedOnHolidays: (email, week) => counts.get(`${email} ${week}`) ?? 0,
  }
}

async function holidaysByEmail({ people, settings }: SampleOrganisation) {
  const where = people.map(({ attributes, time_zone = '' }) => ({
    place: attributes?.Geo?.[0] ?? null,
    zone: time_zone,
  }))
  const calendars = await calendarsOf(where, null)
  const years = [Number(settings.start.slice(0, 4)), Number(settings.end.slice(0, 4))]
  const days = new Map<string, Set<string>>()
  for (const [n, { email }] of people.entries()) {
    const calendar = calendars[n]
    const all = calendar ? await Promise.all(years.map((year) => holidaysOf(calendar, year))) : []
    days.set(email, new Set(all.flat()))
  }
  return days
}
