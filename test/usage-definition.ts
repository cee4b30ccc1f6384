import { dayAfter, daysBetween, type UsageThresholds, weekOf } from '../src/model/index.ts'
import { ACCOUNTS, dayOf, PEOPLE, START, type Use, type World } from './usage-world.ts'

/** The levels and adoptions of everybody up to a day, by the definition, word by word. */
export function defined(world: World, thresholds: UsageThresholds, today: string) {
  const { usage_change_days } = thresholds
  const first = world.covered.map(({ from }) => from).sort()[0] ?? '9999'
  return PEOPLE.flatMap((_, n) => {
    const person = personOf(world, n + 1, thresholds)
    const levels: { value: string | null; from: string }[] = []
    let written: string | null = null
    let found: (string | null)[] = []
    for (let day = first; day <= today; day = dayAfter(day)) {
      found = [...found, levelOn(person, thresholds, day)].slice(-usage_change_days)
      const now = found.at(-1) ?? null
      if (
        now !== written &&
        (!isNext(now, written) ||
          (found.length === usage_change_days && found.every((l) => l === now)))
      ) {
        written = now
        levels.push({ value: now, from: day })
      }
    }
    const end = person.end
    const spans = levels.flatMap(({ value, from }, place) => {
      if (value === null) return []
      const to = levels[place + 1]?.from ?? (end !== null && end <= today ? end : 'infinity')
      return [{ user_id: n + 1, name: 'Coder usage', value, from, to }]
    })
    const adopted = adoptionOf(person, today)
    return [
      ...(adopted ? [{ user_id: n + 1, name: 'Coder adopted', ...adopted, to: 'infinity' }] : []),
      ...spans,
    ]
  })
}

const CLASSES = ['none', 'monthly', 'weekly', 'daily']

function isNext(a: string | null, b: string | null) {
  const [x, y] = [CLASSES.indexOf(a ?? ''), CLASSES.indexOf(b ?? '')]
  return x >= 0 && y >= 0 && Math.abs(x - y) === 1
}

function personOf(world: World, user: number, { usage_day_minutes }: UsageThresholds) {
  const sources = new Set(world.covered.map(({ source }) => source))
  const own = ACCOUNTS.flatMap(({ id, source }, n) =>
    world.owners[n] === user && sources.has(source)
      ? [
          {
            id,
            source,
            opened: world.opened[n],
            seen: world.seen[n],
            suspended: world.suspended[n],
          },
        ]
      : [],
  )
  const { start = null, end = null } = world.employed[user - 1] ?? {}
  const isEmployed = (day: string) =>
    (start === null || day >= start) && (end === null || day < end)
  const barred = world.barred.filter((b) => b.user === user)
  const seen = own
    .flatMap((a) => a.seen ?? [])
    .sort()
    .at(-1)
  const allSuspended = own.length > 0 && own.every((a) => a.suspended)
  return {
    accounts: own.length,
    listed: world.listed && sources.has('coder'),
    end,
    isEmployed,
    isOpen: (day: string) => own.some((a) => a.opened == null || a.opened <= day),
    isSuspended: (day: string) =>
      barred.some(({ from, to }) => from <= day && day < to) ||
      (allSuspended && (seen === undefined || day > seen)),
    isKnown: (day: string) =>
      isEmployed(day) &&
      world.covered.some(
        (c) => c.from <= day && day < c.to && own.some((a) => a.source === c.source),
      ),
    isActive: activityOf(
      world.uses.filter((u) => own.some((a) => a.id === u.account)),
      usage_day_minutes,
    ),
  }
}

function activityOf(uses: Use[], least: number) {
  const byDay = Map.groupBy(uses, (u) => u.day)
  return (day: string) => {
    const some = byDay.get(day)
    if (!some) return false
    const minutes = some.flatMap((u) => u.minutes ?? [])
    const actions = some.flatMap((u) => u.actions ?? [])
    const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
    return (
      sum(minutes) >= least || sum(actions) >= 1 || (minutes.length === 0 && actions.length === 0)
    )
  }
}

type Person = ReturnType<typeof personOf>
const isWorkingDay = (day: string) => daysBetween(weekOf(day), day) < 5
const isUsed = (person: Person, day: string) => person.isKnown(day) && person.isActive(day)

function levelOn(person: Person, thresholds: UsageThresholds, day: string): string | null {
  if (!person.isEmployed(day)) return null
  if (person.accounts === 0) return person.listed ? 'no account' : 'unknown'
  if (!person.isOpen(day)) return 'no account'
  if (person.isSuspended(day)) return 'suspended'
  const known = Array.from({ length: 28 }, (_, n) => ({
    week: Math.floor(n / 7),
    day: dayAfter(day, n - 28),
  })).filter((d) => person.isKnown(d.day))
  const active = known.filter((d) => isUsed(person, d.day))
  const working = (days: { day: string }[]) => days.filter((d) => isWorkingDay(d.day)).length
  const weeks = (days: { week: number }[]) => new Set(days.map((d) => d.week)).size
  if (known.length < 14) return 'unknown'
  if (active.length === 0) return 'none'
  if (working(active) * 100 >= working(known) * thresholds.usage_daily_percent) return 'daily'
  return weeks(active) * 4 >= weeks(known) * thresholds.usage_weekly_weeks ? 'weekly' : 'monthly'
}

function adoptionOf(person: Person, today: string) {
  const days = Array.from({ length: daysBetween(START, today) + 1 }, (_, n) => dayOf(n))
  const used = days.filter((d) => isWorkingDay(d) && isUsed(person, d))
  for (const d of used) {
    const later = used.find((other) => weekOf(other) > weekOf(d))
    if (later && daysBetween(weekOf(d), weekOf(later)) < 28)
      return { value: weekOf(d), from: dayAfter(later) }
  }
  return undefined
}
