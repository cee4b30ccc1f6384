import { expect, test } from 'vitest'
import { collect, connect, kept, told } from '../../../test/fakes/github/connect.ts'
import {
  type FakeRun,
  minute,
  person,
  repository,
  world,
} from '../../../test/fakes/github/world.ts'
import { github } from './github.ts'

const ann = person('ann', 1)
const ran = (id: number, at: number, ...conclusions: (string | null)[]): FakeRun => ({
  id,
  name: 'ci',
  head_sha: `c${id}`,
  created_at: minute(at),
  attempts: conclusions.map((conclusion, i) => ({
    conclusion,
    started_at: minute(at + i * 30),
    updated_at: minute(at + i * 30 + 10),
  })),
  actor: ann,
  pull_requests: [id],
})
const app = (runs: FakeRun[]) => repository('app', [], { runs })
const lastCursor = (batches: { cursor: Record<string, unknown> }[]) =>
  batches.at(-1)?.cursor ?? null

test('every attempt of a run is a fact of its own', async () => {
  const { context } = await connect(world([app([ran(7, 100, 'failure', 'timed_out', 'success')])]))
  const facts = kept(await collect(github.sync(context, null)))
  expect([...facts.keys()].sort()).toEqual(['7/1', '7/2', '7/3'])
  expect(facts.get('7/3')).toEqual({
    external_id: '7/3',
    repo: 'acme/app',
    name: 'ci',
    number: 7,
    commit: 'c7',
    attempt: 3,
    queued_at: '2026-01-01T02:40:00.000Z',
    finished_at: '2026-01-01T02:50:00.000Z',
    status: 'success',
    account: { external_id: '1', username: 'ann' },
  })
  expect(facts.get('7/2')).toMatchObject({ status: 'failure', attempt: 2 })
})

test('a run that goes on is looked at again, one that waits for a person is none yet', async () => {
  const going = ran(7, 200_000, null)
  const { context } = await connect(world([app([going, ran(8, 217_001, 'action_required')])]))
  const first = await collect(github.sync(context, null))
  expect(kept(first).size).toBe(0)
  Object.assign(going.attempts[0] ?? {}, { conclusion: 'cancelled' })
  const second = await collect(github.sync(context, lastCursor(first)))
  expect(kept(second).get('7/1')).toMatchObject({ status: 'cancelled' })
})

test('more runs than a search shows are read in windows', async () => {
  const many = Array.from({ length: 2500 }, (_, i) => ran(i, 1000 + i, 'success'))
  const { context, fake } = await connect(world([app(many)]))
  const batches = await collect(github.sync(context, null))
  expect(kept(batches).size).toBe(2500)
  expect(told(batches, 'left')).toEqual([])
  expect(fake.calls.filter((call) => call.includes('/actions/runs')).length).toBeLessThan(80)
})

test('more runs in a minute than a search shows are told', async () => {
  const many = Array.from({ length: 1200 }, (_, i) => ran(i, 1000, 'success'))
  const { context } = await connect(world([app(many)]))
  const batches = await collect(github.sync(context, null))
  expect(kept(batches).size).toBe(1000)
  const codes = new Set(told(batches, 'left').map(({ code }) => code))
  expect([...codes]).toEqual(['many_pipeline_runs'])
})

test('a token that may not read runs says so, and none are covered', async () => {
  const { context, fake } = await connect(world([app([ran(1, 1, 'success')])]))
  fake.denied.add('actions')
  const batches = await collect(github.sync(context, null))
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme/app', code: 'no_pipeline_runs' }])
  expect(told(batches, 'covers').map(({ subject }) => subject)).not.toContain('pipeline_runs')
})
