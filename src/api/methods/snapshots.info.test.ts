import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { givenWave } from '../../../test/surveys.ts'
import { toWire } from '../../model/index.ts'
import { transaction } from '../../store/db.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

/** Teams with their numbers of people, in the order in which people are numbered. */
const TEAMS = [
  ['R&D / Data / Analytics', 10],
  ['R&D / Data / Integrations', 10],
  ['R&D / Platform / Build', 10],
  ['R&D / Platform / Tiny', 3],
] as const
/** Places of the steps "Difficult" and "Very easy". */
const [BAD, GOOD] = [1, 4]

let [autumn, winter] = ['', '']

beforeAll(async () => {
  const teams = TEAMS.flatMap(([team, size]) => new Array<string>(size).fill(team))
  await given.people(
    held.database,
    teams.map((team, n) => ({ email: `p${n}@example.com`, team, start_date: '2020-01-01' })),
  )
  const wave = (name: string, opened: string, good: (n: number) => boolean, answers = {}) =>
    transaction(held.database.db, (tx) => {
      const ease_release = (n: number) => (good(n) ? GOOD : BAD)
      return givenWave(tx, { name, opened, answers: { ease_release, ...answers } })
    })
  autumn = toWire(await wave('Autumn', '2025-10-06', (n) => n < 8))
  const env_toil = (n: number) => (n < 20 ? 3 : n < 24 ? 1 : undefined)
  winter = toWire(
    await wave('Winter', '2026-02-02', (n) => n < 10 || (n >= 20 && n < 25), { env_toil }),
  )
})

const scores = async (snapshot_id = winter) =>
  (await call('snapshots.info', { snapshot_id })).snapshot.team_scores
const inShort = (all: Awaited<ReturnType<typeof scores>>, item: string) =>
  all
    .filter(({ item_name }) => item_name === item)
    .map(({ snapshot_team, score, vs_org, vs_prev }) => [
      snapshot_team.name,
      score,
      vs_org,
      vs_prev,
    ])

test('a team has each field of the documented example, and no other', async () => {
  const all = await scores()
  const analytics = all.find(({ snapshot_team }) => snapshot_team.name === 'Analytics')
  const { teams } = await call('teams.list', {})
  const idOf = (name: string) => teams.find((team) => team.name === name)?.id ?? ''
  const { snapshot } = await call('snapshots.info', { snapshot_id: winter })
  expect(analytics).toEqual({
    snapshot_team: {
      id: idOf('Analytics'),
      name: 'Analytics',
      team_id: idOf('Analytics'),
      parent: false,
      parent_id: idOf('Data'),
      ancestors: ['LTE', idOf('Analytics'), idOf('Data'), idOf('R&D')],
    },
    item_id: snapshot.snapshot_items.factors[0]?.id,
    item_type: 'factor',
    item_name: 'Ease of release',
    response_count: 10,
    score: 100,
    contributor_count: 10,
    vs_prev: 20,
    vs_org: 55,
    vs_50th: null,
    vs_75th: null,
    vs_90th: null,
  })
  expect(Object.keys(snapshot)).toEqual(['team_scores', 'snapshot_items'])
  expect(Object.keys(snapshot.snapshot_items)).toEqual(['factors', 'csat', 'kpis'])
})

test('teams count with those below them; one of three people is left out, and so is what would tell of it', async () => {
  expect(inShort(await scores(), 'Ease of release')).toEqual([
    ['R&D', 45, 0, 21],
    ['Data', 50, 5, 10],
    ['Analytics', 100, 55, 20],
    ['Integrations', 0, -45, 0],
    ['Platform', 38, -7, 38],
  ])
})

test('an item with values is scored by their mean, and what was not asked before has nothing beside it', async () => {
  const all = await scores()
  const toil = all.filter(({ item_type }) => item_type === 'kpi')
  // four people of Platform answered: Data has as many fewer than everybody, so it would tell of them
  expect(toil.map(({ snapshot_team, vs_prev }) => [snapshot_team.name, vs_prev])).toEqual([
    ['R&D', null],
  ])
})

test('is found by the names of other clients, and the run before has none beside it', async () => {
  const named = await held.app.request(`/snapshots.get?id=${autumn}`, {
    headers: { authorization: `Bearer ${await given.token(held.database)}` },
  })
  expect(await named.json()).toEqual(await call('snapshots.info', { snapshot_id: autumn }))
  expect((await scores(autumn)).map(({ vs_prev }) => vs_prev)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
})

test('is refused while it can be answered, without its key, of an unknown run, and without the scope', async () => {
  held.now = new Date('2026-02-02T12:00:00Z')
  expect(await refusal('snapshots.info', { snapshot_id: winter })).toMatchObject({ status: 409 })
  held.now = given.NOW
  await call('surveys.forgetKey', { id: autumn })
  expect(await refusal('snapshots.info', { snapshot_id: autumn })).toMatchObject({ status: 409 })
  expect(await refusal('snapshots.info', { snapshot_id: 'OTk5' })).toMatchObject({ status: 404 })
  expect(await refusal('snapshots.info', {})).toMatchObject({ status: 422 })
  const scopes = ['users:read'] as const
  expect(await refusal('snapshots.info', { snapshot_id: winter }, { scopes })).toMatchObject({
    status: 403,
  })
})
