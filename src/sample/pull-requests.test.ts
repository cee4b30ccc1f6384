import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween, PullRequestFact, weekOf } from '../model/index.ts'
import { generate } from './generate.ts'
import type { SampleOrganisation } from './organisation.ts'

const organisations = fc
  .record({
    seed: fc.nat(),
    people: fc.integer({ min: 1, max: 40 }),
    weeks: fc.integer({ min: 1, max: 40 }),
    faults: fc.record({ moved_per_year: fc.constantFrom(0, 0.5) }),
  })
  .map(generate)

const property = (check: (organisation: SampleOrganisation) => void) =>
  fc.assert(fc.property(organisations, check), { numRuns: 25 })

test('whatever the seed, the instants of a pull request stand in their order, up to the end', () => {
  property(({ settings, pullRequests }) => {
    for (const pull of pullRequests()) {
      const { first_commit_at, opened_at, ready_at, first_review_at, approved_at, closed_at } = pull
      const instants = [
        first_commit_at,
        opened_at,
        ready_at,
        first_review_at,
        approved_at,
        closed_at,
      ]
      const known = instants.filter((at) => at !== undefined)
      expect(known).toEqual(known.toSorted())
      expect(known.every((at) => at < settings.end)).toBe(true)
      expect(pull.merged_at ?? pull.closed_at).toBe(pull.closed_at)
    }
  })
})

test('whatever the seed, nobody commits, merges or reviews before the first day or after the last', () => {
  property((organisation) => {
    const days = employment(organisation)
    for (const pull of organisation.pullRequests()) {
      const author = days.get(pull.account.username ?? '')
      expect(within(author, pull.first_commit_at)).toBe(true)
      expect(within(author, pull.opened_at)).toBe(true)
      if (pull.merged_at) expect(within(author, pull.merged_at)).toBe(true)
      for (const { account, submitted_at } of pull.reviews ?? []) {
        expect(account.username).not.toBe(pull.account.username)
        expect(within(days.get(account.username ?? ''), submitted_at)).toBe(true)
      }
    }
  })
})

test('whatever the seed, numbers follow the opening in each repository, and every fact has its shape', () => {
  property(({ pullRequests }) => {
    const repos = Map.groupBy(pullRequests(), ({ repo }) => repo)
    for (const pulls of repos.values()) {
      const distinct = new Map(pulls.map((pull) => [pull.number, pull]))
      const sorted = [...distinct.values()].sort((a, b) => a.number - b.number)
      expect(sorted.map(({ number }) => number)).toEqual(sorted.map((_, index) => index + 1))
      const opened = sorted.map(({ opened_at }) => opened_at)
      expect(opened).toEqual(opened.toSorted())
      for (const pull of pulls) PullRequestFact.parse(pull)
    }
  })
})

test('asking twice gives the same pull requests', () => {
  const { pullRequests } = generate({ seed: 9, people: 30, weeks: 12 })
  expect([...pullRequests()]).toEqual([...pullRequests()])
})

test('merges fall on the same day in the zone of the author and in UTC', () => {
  const organisation = generate({ seed: 10, people: 120, weeks: 60 })
  const zones = new Map(organisation.people.map(({ email, time_zone }) => [email, time_zone]))
  const emails = new Map([...organisation.personLedgers()].map((p) => [p.login, p.email]))
  const format = (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone })
  const formats = new Map([...zones.values()].map((zone = 'UTC') => [zone, format(zone)]))
  for (const { account, merged_at } of organisation.pullRequests()) {
    const zone = zones.get(emails.get(account.username ?? '') ?? '')
    if (!zone || !merged_at) continue
    expect(formats.get(zone)?.format(new Date(merged_at))).toBe(merged_at.slice(0, 10))
  }
})

test('merges at odd hours fall on the day of the author, which in UTC may lie in another week', () => {
  const organisation = generate({
    seed: 10,
    people: 120,
    weeks: 30,
    faults: { odd_hours: 0.3, duplicates: 0 },
  })
  const pulls = Map.groupBy(organisation.pullRequests(), ({ account }) => account.username)
  const zones = new Map(organisation.people.map(({ email, time_zone }) => [email, time_zone]))
  let elsewhere = 0
  for (const { email, login, merged } of organisation.personLedgers()) {
    const timeZone = zones.get(email) ?? 'UTC'
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone })
    const found = merged.map(() => 0)
    for (const { merged_at } of pulls.get(login) ?? []) {
      if (!merged_at) continue
      const day = format.format(new Date(merged_at))
      const week = Math.floor(daysBetween(organisation.settings.start, day) / 7)
      found[week] = (found[week] ?? 0) + 1
      if (weekOf(day) !== weekOf(merged_at.slice(0, 10))) elsewhere++
    }
    expect(found).toEqual(merged)
  }
  expect(elsewhere).toBeGreaterThan(10)
})

test('most cycles are short and some long, and the tool shortens them', () => {
  const hours = (cycle_effect: number) => {
    const { pullRequests, truth } = generate({ seed: 11, people: 120, tau: 0, cycle_effect })
    const logs = [...pullRequests()].flatMap(({ merged_at, first_commit_at = '', account }) =>
      merged_at && !account.bot
        ? [Math.log((Date.parse(merged_at) - Date.parse(first_commit_at)) / 36e5)]
        : [],
    )
    return { median: Math.exp(logs.sort((a, b) => a - b)[logs.length >> 1] ?? 0), truth }
  }
  const without = hours(0)
  const shorter = hours(-0.5)
  expect(without.median).toBeGreaterThan(12)
  expect(without.median).toBeLessThan(24)
  expect(without.truth.cycle_time).toBe(0)
  expect(shorter.median).toBeLessThan(without.median)
  expect(shorter.truth.cycle_time).toBeLessThan(-0.25)
})

interface Employment {
  from: string
  to: string
}

/** First day and first day gone, by login; programs are there for ever. */
function employment({ people, personLedgers }: SampleOrganisation): Map<string, Employment> {
  const byEmail = new Map(people.map((person) => [person.email, person]))
  return new Map(
    [...personLedgers()].map(({ login, email }) => {
      const { start_date = '', end_date = '9999' } = byEmail.get(email) ?? {}
      return [login, { from: start_date, to: end_date }]
    }),
  )
}

function within(employment: Employment | undefined, at = ''): boolean {
  return !employment || (employment.from <= at.slice(0, 10) && at.slice(0, 10) < employment.to)
}
