import { expect, test } from 'vitest'
import { collect, connect, kept, told } from '../../../test/fakes/github/connect.ts'
import {
  type FakeDeployment,
  minute,
  person,
  repository,
  world,
} from '../../../test/fakes/github/world.ts'
import { github } from './github.ts'

const ann = person('ann', 1)
const deployed = (n: number, ...states: string[]): FakeDeployment => ({
  id: `DE_${n}`,
  environment: 'Production',
  createdAt: minute(n * 10),
  commitOid: `c${n}`,
  creator: ann,
  statuses: states.map((state, i) => ({ state, createdAt: minute(n * 10 + i + 1) })),
})
const app = (deployments: FakeDeployment[]) => repository('app', [], { deployments })
const lastCursor = (batches: { cursor: Record<string, unknown> }[]) =>
  batches.at(-1)?.cursor ?? null

test('a deployment ends with its last success or failure, whatever follows it', async () => {
  const { context } = await connect(
    world([
      app([
        deployed(1, 'PENDING', 'IN_PROGRESS', 'SUCCESS', 'INACTIVE'),
        deployed(2, 'QUEUED', 'ERROR'),
        deployed(3, 'IN_PROGRESS'),
        { ...deployed(4, 'SUCCESS'), environment: 'staging' },
      ]),
    ]),
  )
  const facts = kept(await collect(github.sync(context, null)))
  expect([...facts.keys()]).toEqual(['DE_4', 'DE_2', 'DE_1'])
  expect(facts.get('DE_1')).toEqual({
    external_id: 'DE_1',
    service: 'acme/app',
    environment: 'Production',
    production: true,
    at: '2026-01-01T00:13:00.000Z',
    status: 'success',
    commit: 'c1',
    account: { external_id: '1', username: 'ann', name: 'Ann' },
  })
  expect(facts.get('DE_2')).toMatchObject({ status: 'failure' })
  expect(facts.get('DE_4')).toMatchObject({ production: false })
})

test('a deployment that goes on is looked at again until it ends', async () => {
  const late = Array.from({ length: 70 }, (_, i) => deployed(i + 21_000, 'SUCCESS'))
  const waiting = deployed(21_005, 'WAITING')
  const { context } = await connect(
    world([app(late.map((it) => (it.id === waiting.id ? waiting : it)))]),
  )
  const first = await collect(github.sync(context, null))
  expect(kept(first).size).toBe(69)
  waiting.statuses.push({ state: 'SUCCESS', createdAt: minute(212_000) })
  const second = await collect(github.sync(context, lastCursor(first)))
  expect(kept(second).get('DE_21005')).toMatchObject({ status: 'success' })
  const third = await collect(github.sync(context, lastCursor(second)))
  expect([...kept(third).keys()]).toEqual(['DE_21069'])
})

test('nobody waits for a deployment of more than 30 days ago', async () => {
  const { context } = await connect(world([app([deployed(1, 'WAITING'), deployed(2, 'SUCCESS')])]))
  const first = await collect(github.sync(context, null))
  const [read] = Object.values(lastCursor(first)?.read as Record<string, { deployments: string }>)
  expect(read?.deployments).toBe(minute(20))
})

test('a token that may not read deployments says so, and none are covered', async () => {
  const { context, fake } = await connect(world([app([deployed(1, 'SUCCESS')])]))
  fake.denied.add('deployments')
  const batches = await collect(github.sync(context, null))
  expect(told(batches, 'left')).toMatchObject([{ about: 'acme/app', code: 'no_deployments' }])
  expect(told(batches, 'covers').map(({ subject }) => subject)).not.toContain('deployments')
})
