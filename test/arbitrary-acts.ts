import fc from 'fast-check'
import type { Batch } from '../src/connectors/connector.ts'
import type { AccountRef, Fact, FactKind } from '../src/model/index.ts'

const handle = fc.constantFrom('ada', 'grace', 'ken')
const account: fc.Arbitrary<AccountRef> = handle.map((name) => ({ username: name }))
const byMail: fc.Arbitrary<AccountRef> = handle.map((name) => ({ email: `${name}@example.com` }))
const day = fc
  .integer({ min: 0, max: 55 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
const instant = fc
  .integer({ min: 0, max: 55 * 24 })
  .map((n) => new Date(Date.UTC(2026, 0, 1, n)).toISOString())
const hoursAfter = (at: string, hours: number) =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString()
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

/** A file, facts of a server, an import that is taken back, or a count of what is dirty so far. */
export type Act =
  | { act: 'file'; kind: FactKind; source: string; facts: Fact[] }
  | { act: 'source'; facts: Batch['facts'] }
  | { act: 'undo'; place: number }
  | { act: 'count' }

const file = <K extends FactKind>(kind: K, source: string, fact: fc.Arbitrary<Fact<K>>) =>
  fc.array(fact, { minLength: 1, maxLength: 4 }).map(
    (facts): Act => ({
      act: 'file',
      kind,
      source,
      facts: facts.map((it) => JSON.parse(JSON.stringify(it)) as Fact),
    }),
  )

const one = (...values: string[]) => fc.constantFrom(...values).map((value) => [value])

const person = fc.record({
  email: handle.map((name) => `${name}@example.com`),
  start_date: maybe(day),
  end_date: maybe(day),
  time_zone: maybe(fc.constantFrom('Asia/Kolkata', 'America/New_York', 'UTC')),
  attributes: maybe(
    fc.record({
      FTE: one('0.8', '50%', '1'),
      Geo: one('US', 'Germany', 'Mars'),
      'Working days': one('Mon Tue', 'Monday, Friday', 'all'),
    }),
  ),
})

const openedAt = (number: number) => hoursAfter('2026-01-02T01:00:00.000Z', number * 61)
const authorOf = (number: number) => ['ada', 'grace', 'ken'][number % 3] ?? 'ada'

/** Pull requests 1 to 6: whose they are and when they were opened is always the same. */
const pull = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    merged_after: maybe(fc.integer({ min: 1, max: 900 })),
    closed_after: maybe(fc.integer({ min: 1, max: 900 })),
    title: maybe(fc.constantFrom('Fix', 'Revert "Fix"')),
    additions: maybe(fc.integer({ min: 0, max: 900 })),
    draft: maybe(fc.boolean()),
    authorship: maybe(fc.constantFrom('human' as const, 'assisted' as const, 'agent' as const)),
  })
  .map(({ number, merged_after, closed_after, ...rest }) => {
    const opened_at = openedAt(number)
    return {
      ...rest,
      repo: 'o/a',
      number,
      account: { username: authorOf(number) },
      opened_at,
      base_branch: 'main',
      merged_at: merged_after === undefined ? undefined : hoursAfter(opened_at, merged_after),
      closed_at: closed_after === undefined ? undefined : hoursAfter(opened_at, closed_after),
      merge_commit: `c${number}`,
    }
  })

/** One of them as it is from the beginning: the other ones, and reverts, come later or not at all. */
export function mergedPull(number: number): Fact<'pull_requests'> {
  const opened_at = openedAt(number)
  return {
    repo: 'o/a',
    number,
    title: 'Fix',
    account: { username: authorOf(number) },
    opened_at,
    base_branch: 'main',
    merged_at: hoursAfter(opened_at, 5),
    merge_commit: `c${number}`,
  }
}

const review = fc.record({
  repo: fc.constant('o/a'),
  number: fc.integer({ min: 1, max: 6 }),
  account,
  submitted_at: instant,
  state: fc.constant('commented' as const),
})

const toolDay = fc.record({
  tool: fc.constant('Coder'),
  account,
  day,
  minutes: fc.integer({ min: 0, max: 60 }),
})

const absence = fc
  .tuple(byMail, day, fc.integer({ min: 0, max: 9 }))
  .map(([account, first_day, more]) => ({
    account,
    first_day,
    last_day: hoursAfter(`${first_day}T00:00:00Z`, 24 * more).slice(0, 10),
  }))

const busy = fc
  .tuple(byMail, instant, fc.integer({ min: 1, max: 30 }))
  .map(([account, starts_at, hours]) => ({
    account,
    starts_at,
    ends_at: hoursAfter(starts_at, hours),
  }))

const pipelineRun = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 2 }), instant, account)
  .map(([number, attempt, queued_at, account]) => ({
    external_id: `${number}.${attempt}`,
    repo: 'o/a',
    name: 'test',
    number,
    commit: `p${number}`,
    attempt,
    queued_at,
    finished_at: hoursAfter(queued_at, 1),
    status: attempt === 1 ? ('failure' as const) : ('success' as const),
    account,
  }))

const deployment = fc.tuple(fc.integer({ min: 1, max: 6 }), instant).map(([number, at]) => ({
  external_id: `${number} ${at}`,
  service: 'a',
  environment: 'production',
  at,
  status: 'success' as const,
  commit: `c${number}`,
}))

const start = fc.tuple(account, instant, fc.boolean()).map(([account, at, ok]) => ({
  external_id: at,
  tool: 'Coder',
  account,
  workspace: 'w',
  at,
  seconds: 30,
  ok,
}))

/** Any act of a small organisation of three people, over eight weeks. */
export const act: fc.Arbitrary<Act> = fc.oneof(
  file('people', 'file', person),
  { weight: 6, arbitrary: file('pull_requests', 'github', pull) },
  file('reviews', 'github', review),
  file('tool_days', 'file', toolDay),
  file('absences', 'file', absence),
  file('calendar_busy', 'file', busy),
  fc
    .record({
      pipeline_runs: fc.array(pipelineRun, { maxLength: 3 }),
      deployments: fc.array(deployment, { maxLength: 2 }),
      workspace_starts: fc.array(start, { maxLength: 2 }),
    })
    .map((facts): Act => ({ act: 'source', facts })),
  fc.integer({ min: 0, max: 20 }).map((place): Act => ({ act: 'undo', place })),
  fc.constant<Act>({ act: 'count' }),
)
