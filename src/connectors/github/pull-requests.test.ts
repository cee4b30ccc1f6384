import { expect, test } from 'vitest'
import { collect, connect, kept, told } from '../../../test/fakes/github/connect.ts'
import {
  type FakePullRequest,
  merged,
  minute,
  person,
  repository,
  world,
} from '../../../test/fakes/github/world.ts'
import type { Batch } from '../connector.ts'
import { github } from './github.ts'

const ann = person('ann', 1)
const pulls = (count: number): FakePullRequest[] =>
  Array.from({ length: count }, (_, i) => merged(i + 1, ann, i * 100))

const numbers = (batches: Batch[]) =>
  batches.flatMap(({ facts }) => facts.pull_requests ?? []).map(({ number }) => number)
const ofPulls = (calls: string[]) => calls.filter((call) => call.startsWith('PullRequests'))

test('all pages are read, the first of them again where there are several', async () => {
  const { context, fake } = await connect(world([repository('app', pulls(60))]))
  const batches = await collect(github.sync(context, null))
  expect(new Set(numbers(batches)).size).toBe(60)
  expect(ofPulls(fake.calls)).toHaveLength(4)
})

test('a pull request that changes while its list is read is told in the same run', async () => {
  const app = repository('app', pulls(60))
  const { context } = await connect(world([app]))
  const batches: Batch[] = []
  for await (const batch of github.sync(context, null)) {
    batches.push(batch)
    const oldest = app.pullRequests[0]
    if (batch.facts.pull_requests && oldest && oldest.title !== 'Changed')
      Object.assign(oldest, { title: 'Changed', updatedAt: minute(100_000) })
  }
  expect(kept(batches).get('acme/app#1')).toMatchObject({ title: 'Changed' })
  expect(kept(batches).size).toBe(60)
})

test('the next run reads only what changed since', async () => {
  const [app, quiet] = [repository('app', pulls(60)), repository('quiet', pulls(3))]
  const { context, fake } = await connect(world([app, quiet]))
  const first = await collect(github.sync(context, null))
  fake.calls.length = 0
  Object.assign(app.pullRequests[3] ?? {}, { updatedAt: minute(100_000) })
  const second = await collect(github.sync(context, first.at(-1)?.cursor ?? null))
  expect(numbers(second)).toEqual([4, 60])
  expect(ofPulls(fake.calls)).toHaveLength(1)
})

test('nothing before the first day is read', async () => {
  const since = '2026-01-03'
  const { context, fake } = await connect(world([repository('app', pulls(60))]), { since })
  const batches = await collect(github.sync(context, null))
  const oldest = Math.min(...numbers(batches))
  expect(minute((oldest - 1) * 100 + 60) >= '2026-01-02T10:00:00Z').toBe(true)
  expect(ofPulls(fake.calls).length).toBeGreaterThan(0)
  expect(told(batches, 'covers')[1]).toMatchObject({ from_day: since })
})

test('an earlier first day begins again', async () => {
  const acme = world([repository('app', pulls(60))])
  const { context } = await connect(acme, { since: '2026-01-03' })
  const first = await collect(github.sync(context, null))
  const settings = { ...context.settings, since: '2025-12-31' }
  const second = await collect(github.sync({ ...context, settings }, first.at(-1)?.cursor ?? null))
  expect(new Set(numbers(second)).size).toBe(60)
})

test('a page that GitHub cannot answer in time is asked for in halves', async () => {
  const { context, fake } = await connect(world([repository('app', pulls(30))]))
  fake.largestPage = 8
  const batches = await collect(github.sync(context, null))
  expect(new Set(numbers(batches)).size).toBe(30)
  expect(told(batches, 'left')).toEqual([])
  const sizes = ofPulls(fake.calls).map((call) => JSON.parse(call.slice(13)).first)
  expect(new Set(sizes.slice(0, 11))).toEqual(new Set([25, 12, 6]))
})

test('a pull request that cannot be answered whole comes without its details, and is named', async () => {
  const all = pulls(4)
  Object.assign(all[1] ?? {}, { isHuge: true })
  const { context } = await connect(world([repository('app', all)]))
  const batches = await collect(github.sync(context, null))
  const facts = kept(batches)
  expect(facts.get('acme/app#2')).not.toHaveProperty('additions')
  expect(facts.get('acme/app#1')).toHaveProperty('additions', 10)
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme/app#2', code: 'too_large' }])
})

test('a cursor that GitHub no longer knows begins the list again', async () => {
  const { context } = await connect(world([repository('app', pulls(60))]))
  let cursor = null
  for await (const batch of github.sync(context, null)) {
    cursor = structuredClone(batch.cursor)
    if (batch.facts.pull_requests) break
  }
  const walk = cursor?.walk as { after: string }
  walk.after = 'forgotten'
  const rest = await collect(github.sync(context, cursor))
  expect(new Set(numbers(rest)).size).toBe(60)
})

test('a token that may not read pull requests says so, and nothing of them is covered', async () => {
  const { context, fake } = await connect(world([repository('app', pulls(3))]))
  fake.denied.add('pull_requests')
  await expect(collect(github.sync(context, null))).resolves.toBeDefined()
  const batches = await collect(github.sync(context, null))
  expect(told(batches, 'covers').map(({ subject }) => subject)).toEqual([
    'accounts',
    'deployments',
    'pipeline_runs',
  ])
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme/app', code: 'no_pull_requests' }])
})

test('a repository that is gone when its turn comes is left out, the others are read', async () => {
  const acme = world([repository('a', pulls(1)), repository('b', pulls(2))])
  const { context } = await connect(acme)
  const batches: Batch[] = []
  for await (const batch of github.sync(context, null)) {
    batches.push(batch)
    if (batch.progress?.step === 'repositories') acme.repositories.shift()
  }
  expect([...kept(batches).keys()]).toEqual(['acme/b#2', 'acme/b#1'])
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme/a', code: 'gone_repository' }])
  expect(told(batches, 'covers')).toHaveLength(5)
})

test('the settings may name the repositories, and a name that is none is told', async () => {
  const acme = world(['a', 'b', 'c'].map((name) => repository(name, pulls(1))))
  const repositories = ['c', 'acme/a', 'typo']
  const { context } = await connect(acme, { repositories })
  const batches = await collect(github.sync(context, null))
  expect([...kept(batches).keys()]).toEqual(['acme/c#1', 'acme/a#1'])
  expect(told(batches, 'left')).toMatchObject([{ about: 'typo', code: 'unknown_repository' }])
})
