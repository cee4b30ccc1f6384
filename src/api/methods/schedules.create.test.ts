import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { testSchedules } from '../../../test/schedules.ts'
import { many } from '../../store/db.ts'

const { folder, schedules } = testSchedules(() => held)
const { held, call, refusal } = testApp({ schedules })

const FILE = 'report: trend\nperiod: {from: 2026-01-05, to: 2026-03-02}\n'
const weekly = { name: 'Weekly', file: FILE, cron: '0 8 * * 1' }
const toFile = (name: string) => ({ kind: 'file' as const, name, format: 'md' as const })
const toHook = { kind: 'webhook' as const, url: 'https://hooks.example.com/in?token=abc' }

test('a schedule is made, told of, changed and removed', async () => {
  const { schedule } = await call('schedules.create', { ...weekly, target: toFile('weekly') })
  expect(schedule).toMatchObject({
    target: { kind: 'file', name: 'weekly', format: 'md' },
    reports: [{ report: 'trend', attribute: null }],
    paused: false,
    last_run: null,
    next_run: '2026-03-09T08:00:00.000Z',
  })
  const { id } = schedule
  const rested = await call('schedules.update', { id, paused: true })
  expect(rested.schedule).toMatchObject({ paused: true, next_run: null, cron: '0 8 * * 1' })
  const dry = await call('schedules.remove', { id, dry_run: true })
  expect(dry.message).toContain('Weekly is sent no more')
  expect((await call('schedules.list', {})).schedules).toHaveLength(1)
  await call('schedules.remove', { id })
  expect((await call('schedules.list', {})).schedules).toEqual([])
  expect(await refusal('schedules.info', { id })).toMatchObject({ status: 404 })
})

test('a delivery that is asked for writes its file, and a dry run shows what it would be', async () => {
  const { schedule } = await call('schedules.create', { ...weekly, target: toFile('asked') })
  const dry = await call('schedules.run', { id: schedule.id, dry_run: true })
  expect(dry).toMatchObject({ run: null, would_send: { type: 'text/plain' } })
  expect(await readdir(folder)).toEqual([])
  const { run } = await call('schedules.run', { id: schedule.id })
  expect(run).toMatchObject({ status: 'delivered', moment: null, error: null })
  expect(await readFile(join(folder, 'asked.md'), 'utf8')).toBe(dry.would_send?.body)
  const told = await call('schedules.info', { id: schedule.id })
  expect(told.runs).toEqual([run])
  expect(told.schedule.last_run).toEqual(run)
})

test('the address and the key of a web hook are told once at most, and kept sealed', async () => {
  const made = await call('schedules.create', { ...weekly, name: 'Hook', target: toHook })
  expect(made.signing_key).toMatch(/^whsec_/)
  expect(made.schedule.target).toEqual({ kind: 'webhook', host: 'hooks.example.com' })
  const { id } = made.schedule
  const moved = await call('schedules.update', {
    id,
    target: { ...toHook, url: 'https://hooks.example.com/other' },
  })
  expect(moved.signing_key).toBeNull()
  const anew = await call('schedules.update', { id, new_signing_key: true })
  expect(anew.signing_key).not.toBe(made.signing_key)
  const everything = await many(
    held.database.db,
    sql<{ text: string }>`
      select s::text as text from schedules s union all select a::text from audit_log a
    `,
  )
  const kept = everything.map(({ text }) => text).join('\n')
  expect(kept).not.toContain('token=abc')
  expect(kept).not.toContain(made.signing_key)
})

test('a dry run checks and keeps nothing', async () => {
  const before = (await call('schedules.list', {})).schedules.length
  const args = { ...weekly, target: toHook, dry_run: true }
  expect(await call('schedules.create', args)).toMatchObject({ dry_run: true, signing_key: null })
  expect((await call('schedules.list', {})).schedules).toHaveLength(before)
})

test.each([
  [{ file: 'report: trend\nmetrcs: [a]\n' }, /^file:2: metrcs: There is no such argument/],
  [{ cron: '* * * * *' }, /cron: A report is sent once an hour at most/],
  [{ cron: 'monday' }, /cron: These are not five fields/],
  [{ time_zone: 'IST' }, /time_zone/],
  [{ target: toFile('../outside') }, /target/],
  [{ target: toFile('a/b') }, /target/],
  [{ target: toFile('.hidden') }, /target/],
  [{ target: { kind: 'webhook', url: 'ftp://example.com' } }, /target/],
  [{ target: { kind: 'webhook', url: 'https://me:pass@example.com' } }, /target/],
])('%o is refused in words', async (wrong, words) => {
  const args = { ...weekly, target: toFile('fine'), ...wrong }
  const refused = await refusal('schedules.create', args)
  expect(refused).toMatchObject({ status: 422 })
  expect(refused.message).toMatch(words)
})

test('two schedules do not write the same file', async () => {
  await call('schedules.create', { ...weekly, target: toFile('one place') })
  const again = { ...weekly, target: toFile('One Place') }
  expect(await refusal('schedules.create', again)).toMatchObject({ status: 409 })
})

test('whoever only reads reports may see schedules, and change none', async () => {
  const reader = { scopes: ['reports:read' as const] }
  const [schedule] = (await call('schedules.list', {}, reader)).schedules
  for (const name of ['create', 'update', 'run', 'remove'] as const)
    expect(await refusal(`schedules.${name}`, { id: schedule?.id }, reader)).toMatchObject({
      status: 403,
      error: 'not_authorized',
    })
})
