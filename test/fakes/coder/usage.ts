import { mix } from './mix.ts'
import type { Person } from './people.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Days of 100 on which each kind of person is connected. */
const CHANCE = { daily: 85, weekly: 22, monthly: 5, overnight: 100, none: 0 }

/** Seconds, whole minutes, that somebody was connected from one instant to another: a formula, so years take no memory. */
export function connected(person: Person, from: number, to: number): number {
  let minutes = 0
  for (let day = Math.floor(from / DAY); day * DAY < to; day++) {
    const session = sessionOn(person, day)
    if (session === undefined) continue
    const begin = Math.max(from, session.begin)
    const end = Math.min(to, session.end)
    minutes += Math.max(0, Math.floor((end - begin) / MINUTE))
  }
  return 60 * minutes
}

/** Instants at which each AI session of somebody began on a day of UTC, counted from 1970; some at midnight itself. */
export function aiSessions(person: Person, day: number): number[] {
  if (person.usage !== 'daily' || isWeekend(day) || day * DAY < created(person)) return []
  const minutes = Array.from({ length: mix(person.number, day, 7) % 4 }, (_, at) =>
    at === 0 && person.number % 3 === 0 ? 0 : mix(person.number, day, 8 + at) % (24 * 60),
  )
  return minutes.map((minute) => day * DAY + minute * MINUTE)
}

function sessionOn(person: Person, day: number): { begin: number; end: number } | undefined {
  const { number, usage } = person
  if (isWeekend(day) || mix(number, day) % 100 >= CHANCE[usage]) return undefined
  if (day * DAY < created(person)) return undefined
  if (usage === 'overnight') return { begin: day * DAY, end: (day + 1) * DAY }
  const begin = day * DAY + (6 * 60 + (mix(number, day, 1) % 300)) * MINUTE
  return { begin, end: begin + (30 + (mix(number, day, 2) % 480)) * MINUTE }
}

const created = (person: Person) => Date.parse(person.created_at)
const isWeekend = (day: number) => [0, 6].includes((day + 4) % 7)
