import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { AFTER, emptyStudies, FROM, forgetStudies, studyWorld, TO } from '../../../test/studies.ts'
import { run } from '../../store/db.ts'

const { held, call, refusal, send } = testApp()
const DESIGN = {
  name: 'Coder first',
  hypothesis: 'Environments that are ready at once leave more time to write code.',
  purpose: 'To decide whether every team gets Coder this year.',
  metric: 'pr_throughput',
  guardrails: ['large_pr_share'],
  arms: ['Coder', 'as before'],
  from: FROM,
  to: TO,
}

beforeAll(async () => {
  await emptyStudies(held.database)
  await studyWorld(held.database)
})
beforeEach(async () => {
  held.now = given.NOW
  await forgetStudies(held.database)
})

const started = async (more = {}) => {
  const { study } = await call('studies.create', { ...DESIGN, ...more })
  await call('studies.start', { id: study.id, seed: 7 })
  return study.id
}

describe('a draw', () => {
  test('is the same for the same seed, tried beforehand and done', async () => {
    const { study } = await call('studies.create', DESIGN)
    const tried = await call('studies.start', { id: study.id, seed: 7, dry_run: true })
    expect((await call('studies.info', { id: study.id })).balance).toBeNull()
    const other = await call('studies.start', { id: study.id, seed: 8, dry_run: true })
    expect(other.balance.arms).not.toEqual(tried.balance.arms)
    const { balance, seed } = await call('studies.start', { id: study.id, seed: 7 })
    expect([balance, seed]).toEqual([tried.balance, 7])
    expect(balance.arms.map(({ teams, people }) => [teams, people])).toEqual([
      [12, 70],
      [12, 70],
    ])
    expect(await call('studies.info', { id: study.id })).toMatchObject({
      study: {
        state: 'started',
        seed: 7,
        frozen_on: '2026-03-02',
        attribute: 'Study: Coder first',
      },
      balance,
    })
  })

  test('is even in divisions and levels, and shows nothing of too few people', async () => {
    const id = await started()
    const { balance } = await call('studies.info', { id })
    const shares = (balance?.rows ?? []).filter(({ trait }) => trait === 'Division')
    expect(shares.map(({ value }) => value)).toEqual(['North', 'South'])
    for (const { everybody, arms } of shares)
      for (const share of arms) expect(Math.abs((share ?? 0) - (everybody ?? 1))).toBeLessThan(0.1)
  })

  test('is made once, and before the first day is over', async () => {
    const id = await started()
    expect(await refusal('studies.start', { id })).toMatchObject({ status: 409 })
    const { study } = await call('studies.create', { ...DESIGN, name: 'Late' })
    held.now = new Date('2026-03-10T12:00:00Z')
    expect(await refusal('studies.start', { id: study.id })).toMatchObject({ status: 409 })
  })

  test('makes an attribute that only Facet may set, hidden from reports', async () => {
    await started()
    const { attribute_groups } = await call('attributeGroups.list', {})
    expect(attribute_groups.at(-1)).toMatchObject({
      name: 'Study: Coder first',
      hidden: true,
      owner_source: 'facet',
    })
    expect(await refusal('reports.cohort', { attribute: 'Study: Coder first' })).toMatchObject({
      status: 422,
    })
  })

  test('needs teams enough', async () => {
    const { study } = await call('studies.create', { ...DESIGN, team: ['Team 1', 'Team 2'] })
    expect(await refusal('studies.start', { id: study.id })).toMatchObject({ status: 409 })
  })
})

test('people who change team later stay where they were drawn', async () => {
  const id = await started()
  const before = await call('studies.people', { id })
  await given.people(held.database, [
    { email: 'dev0@example.com', name: 'Dev 0', team: 'North / Team 1' },
  ])
  expect(await call('studies.people', { id })).toEqual(before)
  expect(before.people).toHaveLength(144)
  const { teams } = await call('studies.teams', { id })
  expect(teams).toHaveLength(24)
  expect((await call('studies.info', { id })).balance?.people).toBe(144)
})

test('the list of people is a file too, and stands in the audit log', async () => {
  const id = await started()
  const answer = await send(`/studies.people?id=${id}&arm=Coder&format=csv`)
  const lines = (await answer.text()).trim().split('\r\n')
  expect([lines[0], lines.length]).toEqual(['email,name,team,arm', 73])
  expect(await refusal('studies.people', { id }, { scopes: ['reports:read'] })).toMatchObject({
    status: 403,
  })
  const { rows } = await sql`
    select l.details from audit_log l where l.action = 'studies.people' order by l.id desc limit 1
  `.execute(held.database.db)
  expect(rows).toEqual([{ details: { arm: 'Coder' } }])
})

describe('before the last day', () => {
  test('no number leaves in any form', async () => {
    const id = await started()
    held.now = new Date('2026-05-03T12:00:00Z')
    for (const format of ['json', 'page', 'csv', 'md', 'html']) {
      const answer = await send(`/studies.result?id=${id}&format=${format}`)
      const body = (await answer.json()) as { error_details: object }
      expect([format, answer.status, body]).toMatchObject([
        format,
        403,
        { ok: false, error: 'not_authorized', error_details: { opens_on: TO } },
      ])
      expect(Object.keys(body.error_details).sort()).toEqual(['message', 'opens_on'])
    }
  })

  test('one made so shows an always-valid interval, and nothing of the arms', async () => {
    const id = await started({ always_valid: true })
    held.now = new Date('2026-04-08T12:00:00Z')
    const { interim, metrics, seen_until } = await call('studies.result', { id })
    expect([interim, metrics.length, seen_until]).toEqual([true, 1, '2026-04-06'])
    const [primary] = metrics
    expect(primary?.sequence?.difference).not.toBeNull()
    expect(primary).toMatchObject({ difference: null, ratio: null, adjusted: { difference: null } })
    expect(primary?.cohorts.map(({ estimate, people }) => [estimate, people])).toEqual([
      [null, null],
      [null, null],
    ])
  })

  test('a change is marked with its reason, and what was drawn cannot be changed', async () => {
    const id = await started()
    expect(await refusal('studies.update', { id, effect: 20 })).toMatchObject({
      status: 422,
      error_details: { issues: [{ path: 'reason' }] },
    })
    const change = { id, effect: 20, reason: 'Costs doubled.' }
    const told = await call('studies.update', { ...change, dry_run: true })
    expect(told.changed).toEqual([{ field: 'effect', before: '10', after: '20' }])
    expect((await call('studies.info', { id })).study).toMatchObject({ effect: 10, changes: [] })
    expect(await call('studies.update', change)).toEqual({ ...told, dry_run: false })
    for (const args of [
      { team: ['North'] },
      { always_valid: true },
      { arms: ['a', 'b'] },
      { to: '2026-03-02' },
    ])
      expect(await refusal('studies.update', { id, ...args, reason: 'Because' })).toMatchObject({
        ok: false,
      })
    held.now = AFTER
    const { study } = await call('studies.result', { id })
    expect(study.changes).toMatchObject([
      { field: 'effect', before: '10', after: '20', reason: 'Costs doubled.' },
    ])
    expect(await refusal('studies.update', { id, effect: 5, reason: 'x' })).toMatchObject({
      status: 409,
    })
    for (const format of ['csv', 'md', 'html'])
      expect(await (await send(`/studies.result?id=${id}&format=${format}`)).text()).toContain(
        'Costs doubled.',
      )
  })

  test('it can be stopped with a reason, and its result stays locked', async () => {
    const id = await started()
    expect(await refusal('studies.close', { id })).toMatchObject({ status: 422 })
    const stop = { id, reason: 'The tool was bought anyway.' }
    const told = await call('studies.close', { ...stop, dry_run: true })
    expect((await call('studies.info', { id })).study.state).toBe('started')
    const done = await call('studies.close', stop)
    expect(done).toEqual({ ...told, dry_run: false })
    expect(done.study).toMatchObject({ state: 'closed', changes: [{ field: 'stopped' }] })
    expect(await refusal('studies.result', { id })).toMatchObject({ status: 403 })
  })
})

describe('from the last day on', () => {
  test('arms are compared as they were drawn, plainly and against their own past', async () => {
    const id = await started()
    held.now = AFTER
    const { interim, metrics } = await call('studies.result', { id })
    expect(interim).toBe(false)
    const [primary, guardrail] = metrics
    expect(primary?.cohorts.map(({ cohort, people, teams }) => [cohort, people, teams])).toEqual([
      ['Coder', 70, 10],
      ['as before', 70, 10],
    ])
    const width = (it: { interval: { low: number; high: number } } | null | undefined) =>
      it ? it.interval.high - it.interval.low : Number.NaN
    expect(width(primary?.adjusted.difference)).toBeLessThan(width(primary?.difference))
    expect(guardrail).toMatchObject({ role: 'guardrail', guardrail: { verdict: 'not worse' } })
  })

  test('the pull requests of an arm have quantiles, which say nothing while a week is without', async () => {
    const id = await started({ guardrails: ['pr_size'] })
    held.now = AFTER
    const { metrics } = await call('studies.result', { id })
    const [primary, size] = metrics
    expect(primary?.cohorts[0]?.quantiles).toBeUndefined()
    // 72 people, eight weeks, ten pull requests in each
    for (const { quantiles } of size?.cohorts ?? [])
      expect(quantiles).toMatchObject({ events: 5800 })
    const [low, high] = [size?.quantiles?.p50?.interval.low, size?.quantiles?.p50?.interval.high]
    expect([(low ?? 9) < 1, (high ?? 0) > 1]).toEqual([true, true])
    for (const format of ['csv', 'md', 'html'])
      expect(await (await send(`/studies.result?id=${id}&format=${format}`)).text()).toMatch(
        format === 'csv' ? /ratio of p50 of pull requests/ : /below what half lie/,
      )
    await run(
      held.database.db,
      sql`update user_week_buckets set size = null where week = ${FROM} and user_id % 12 = 3`,
    )
    const [, holed] = (await call('studies.result', { id })).metrics
    expect(holed?.cohorts.map(({ quantiles }) => quantiles?.reason?.reason)).toContain('no_buckets')
    expect(holed?.quantiles).toBeUndefined()
  })

  test('closing it shows its attribute to reports', async () => {
    const id = await started()
    held.now = AFTER
    await call('studies.close', { id })
    const { cohorts } = await call('reports.cohort', {
      attribute: 'Study: Coder first',
      from: FROM,
      to: TO,
    })
    expect(cohorts.map(({ name, people }) => [name, people])).toEqual([
      ['as before', 70],
      ['Coder', 70],
    ])
  })
})

test('one that has not started can be changed, and a dry run tells what would be another', async () => {
  const { study } = await call('studies.create', DESIGN)
  const change = { id: study.id, metric: 'large_pr_share', guardrails: [], to: '2026-05-25' }
  const told = await call('studies.update', { ...change, dry_run: true })
  expect(told).toMatchObject({
    dry_run: true,
    study: { metric: 'large_pr_share', to: '2026-05-25' },
    changed: [
      { field: 'metric', before: 'pr_throughput', after: 'large_pr_share' },
      { field: 'guardrails', before: 'large_pr_share', after: '' },
      { field: 'to', before: TO, after: '2026-05-25' },
    ],
  })
  expect((await call('studies.info', { id: study.id })).study).toEqual(study)
  const wrong = { id: study.id, metric: 'no_such_metric', dry_run: true }
  expect(await refusal('studies.update', wrong)).toMatchObject({ ok: false })
  expect(await call('studies.update', change)).toEqual({ ...told, dry_run: false })
})

test('one that has not started can be taken away, one that has cannot', async () => {
  const { study } = await call('studies.create', DESIGN)
  expect(await call('studies.remove', { id: study.id, dry_run: true })).toMatchObject({
    name: 'Coder first',
  })
  await call('studies.remove', { id: study.id })
  expect((await call('studies.list', {})).studies).toEqual([])
  const id = await started()
  expect(await refusal('studies.remove', { id })).toMatchObject({ error: 'not_undoable' })
})

test('who has weeks that are still being counted is told apart from who has no account', async () => {
  const id = await started()
  held.now = AFTER
  const { db } = held.database
  const out = async () => (await call('studies.result', { id })).exclusions
  await run(db, sql`delete from user_weeks where week >= ${FROM} and user_id % 12 = 5`)
  expect(await out()).toMatchObject([{ code: 'no_account', people: 10 }])
  await run(
    db,
    sql`insert into dirty_weeks (user_id, week) select u.id, ${TO}::date - 7 from users u where u.id % 12 = 5`,
  )
  expect(await out()).toMatchObject([
    { code: 'being_counted', people: 10, message: expect.stringContaining('ask again') },
  ])
})
