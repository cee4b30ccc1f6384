import { expect, test } from 'vitest'
import { PersonFact, ToolDayFact, ToolUserFact } from '../model/index.ts'
import { generate } from './generate.ts'
import { NO_FAULTS, type SampleOptions } from './options.ts'
import type { PersonLedger } from './person-ledger.ts'

const shown = generate({ seed: 1 })

test('the default organisation has 600 seats and ends with the week of 15 November 2026', () => {
  expect(shown.settings).toMatchObject({ start: '2025-05-05', end: '2026-11-16' })
  const employed = shown.people.filter(({ writes_code, end_date }) => writes_code && !end_date)
  expect(employed.length).toBeGreaterThan(570)
  expect(employed.length).toBeLessThanOrEqual(600)
})

test('about 57 in 100 have adopted at the end', () => {
  expect(shown.truth.adopted_share).toBeGreaterThan(0.49)
  expect(shown.truth.adopted_share).toBeLessThan(0.65)
})

test('the true effect over the window is a little above six in a hundred, twice that for tau 0.15', () => {
  expect(shown.truth.pull_requests).toBeCloseTo(0.062, 2)
  expect(generate({ seed: 1, tau: 0.15 }).truth.pull_requests).toBeCloseTo(0.12, 2)
})

test('without an effect users still merge far more than the others, and the truth says nought', () => {
  const idle = generate({ seed: 1, tau: 0 })
  expect(idle.truth).toMatchObject({ pull_requests: 0, cycle_time: 0 })
  expect(crudeGap([...idle.personLedgers()])).toBeGreaterThan(0.25)
})

test('users merge no more than the others when nothing but chance made them users', () => {
  const random = generate({ seed: 1, tau: 0, scenario: 'random_rollout' })
  expect(Math.abs(crudeGap([...random.personLedgers()]))).toBeLessThan(0.12)
})

test('the effect changes what is merged and not who is there, at work and a user', () => {
  const lives = (options: Partial<SampleOptions>) =>
    [...generate({ seed: 3, people: 60, ...options }).personLedgers()].map((person) => ({
      ...person,
      merged: undefined,
      by_agent: undefined,
      tool_days: undefined,
    }))
  expect(lives({ tau: 0.3 })).toEqual(lives({ tau: 0 }))
})

test('everybody has an address, a login and a team like no other; each team has at most one lead', () => {
  const emails = shown.people.map(({ email }) => email)
  expect(new Set(emails).size).toBe(emails.length)
  expect(emails.every((email) => /^[a-z]+\.[a-z]+\d*@example\.com$/.test(email))).toBe(true)
  const logins = [...shown.personLedgers()].map(({ login }) => login.toLowerCase())
  expect(new Set(logins).size).toBe(logins.length)
  const led = shown.people.filter(({ team_lead }) => team_lead).map(({ team }) => team)
  expect(new Set(led).size).toBe(led.length)
  expect(new Set(shown.people.map(({ team }) => team))).toEqual(new Set(led))
})

test('the file of people names nobody whom nothing should lead to', () => {
  const unmatched = [...shown.personLedgers()].filter(({ match }) => match === 'unmatched')
  expect(unmatched.length / shown.ledger.people.writing_code).toBeCloseTo(0.08, 1)
  const known = new Set(
    shown.people.flatMap(({ email, github_username = '', aliases = [] }) => [
      email,
      github_username,
      ...aliases,
    ]),
  )
  const logins = new Set(unmatched.map(({ login }) => login))
  for (const { account } of shown.pullRequests()) {
    if (!logins.has(account.username ?? '')) continue
    expect(known.has(account.username ?? '')).toBe(false)
    expect(known.has(account.email ?? '')).toBe(false)
  }
})

test('what the organisation says has the shapes of facts', () => {
  for (const fact of shown.people) PersonFact.parse(fact)
  for (const fact of shown.tool_users) ToolUserFact.parse(fact)
  for (const fact of shown.toolDays()) ToolDayFact.parse(fact)
})

test('agents merge under the accounts of three people', () => {
  const hosts = [...shown.personLedgers()].filter(({ by_agent }) => by_agent)
  expect(hosts).toHaveLength(3)
  expect(sum(hosts.flatMap(({ by_agent = [] }) => by_agent))).toBe(
    shown.ledger.pull_requests.merged_by_agents,
  )
})

test('clean data have no bots, agents, repeats or people without a level, and every commit leads home', () => {
  const { ledger } = generate({ seed: 2, people: 80, faults: NO_FAULTS })
  expect(ledger.git.unmatched + ledger.people.without_level).toBe(0)
  expect(ledger.pull_requests).toMatchObject({
    merged_by_agents: 0,
    merged_by_flagged_bots: 0,
    merged_by_unflagged_bots: 0,
    repeated: 0,
    of_unmatched: 0,
  })
})

test('an outage takes what one division merged in its weeks out of the file, and tells', () => {
  const options = { seed: 4, people: 300, weeks: 30 }
  const whole = generate(options)
  const cut = generate({ ...options, faults: { outage_weeks: 2 } })
  const [gap] = cut.gaps
  expect(gap).toMatchObject({ source: 'github', from: '2025-09-22', to: '2025-10-06' })
  const unread = [...cut.pullRequests()].filter(
    ({ repo, merged_at = '' }) =>
      gap?.repos.includes(repo) && merged_at >= gap.from && merged_at < gap.to,
  )
  expect(unread).toEqual([])
  const { lost, merged_by_people, merged_by_agents } = cut.ledger.pull_requests
  expect(lost).toBeGreaterThan(0)
  expect(lost + merged_by_people + merged_by_agents).toBe(
    whole.ledger.pull_requests.merged_by_people + whole.ledger.pull_requests.merged_by_agents,
  )
  expect(cut.truth).toEqual(whole.truth)
})

test('a re-organisation moves some on one day, and there is a file of people from before', () => {
  const moved = generate({ seed: 5, faults: { moved_per_year: 0.05 } })
  const before = moved.before_moves
  expect(before?.day).toBe('2026-02-09')
  const now = new Map(moved.people.map(({ email, team }) => [email, team]))
  const changed = before?.people.filter(({ email, team }) => now.get(email) !== team) ?? []
  const share = changed.length / (before?.people.length ?? 1)
  expect(share).toBeGreaterThan(0.04)
  expect(share).toBeLessThan(0.12)
  expect(changed).toHaveLength(moved.ledger.people.moved)
  expect(before?.people.some(({ end_date }) => end_date)).toBe(false)
})

/** How much more users merged than the others in the last twelve weeks, a person's mean counting once. */
function crudeGap(people: PersonLedger[]): number {
  const mean = (group: PersonLedger[]) => {
    const rates = group.flatMap(({ merged, by_agent = [], available_days }) => {
      const days = sum(available_days.slice(-12))
      return days < 20 ? [] : [(sum(merged.slice(-12)) - sum(by_agent.slice(-12))) / days]
    })
    return sum(rates) / rates.length
  }
  return mean(people.filter(({ adopted }) => adopted)) / mean(people.filter((p) => !p.adopted)) - 1
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
