import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import type { Fact } from '../../model/index.ts'
import { many } from '../../store/db.ts'
import { undo } from './undo.ts'

const held = testDatabase()

const ran = (some: Partial<Fact<'pipeline_runs'>>): Fact<'pipeline_runs'> => ({
  external_id: '77',
  repo: 'acme/shop',
  number: 12,
  attempt: 1,
  queued_at: '2026-01-08T09:00:00.000Z',
  finished_at: '2026-01-08T09:14:00.000Z',
  status: 'success',
  ...some,
})

test('runs of a file cover the days from the first to the last, and go when it is taken back', async () => {
  const { db } = held.database
  const first = await importFacts(held.database, {
    kind: 'pipeline_runs',
    facts: [ran({}), ran({ external_id: '78', queued_at: '2026-01-09T09:00:00.000Z' })],
  })
  expect(first.counts).toMatchObject({ created: 2, refused: 0 })
  expect(await many(db, sql`select c.subject, c.from_day, c.to_day from coverage c`)).toEqual([
    { subject: 'pipeline_runs', from_day: '2026-01-08', to_day: '2026-01-10' },
  ])
  const later = await importFacts(held.database, {
    kind: 'pipeline_runs',
    facts: [ran({ status: 'failure' })],
  })
  expect(later.counts).toMatchObject({ created: 0, changed: 1 })
  const given = { actor: 'test', now: new Date('2026-02-01T12:00:00Z'), dry_run: false }
  await undo(held.database, later.import_id, given)
  const rows = () => many(db, sql`select r.external_id, r.status from pipeline_runs r order by 1`)
  expect(await rows()).toMatchObject([{ status: 'success' }, { status: 'success' }])
  await undo(held.database, first.import_id, given)
  expect(await rows()).toEqual([])
  expect(await many(db, sql`select r.name from repos r`)).toEqual([])
})
