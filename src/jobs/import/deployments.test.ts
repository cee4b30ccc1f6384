import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import type { Fact } from '../../model/index.ts'
import { many, run } from '../../store/db.ts'
import { undo } from './undo.ts'

const held = testDatabase()

beforeEach(() =>
  run(held.database.db, sql`truncate deployments, coverage, imports, import_changes cascade`),
)

const deployed = (some: Partial<Fact<'deployments'>>): Fact<'deployments'> => ({
  external_id: 'DE_1',
  service: 'shop',
  environment: 'Prod',
  at: '2026-01-08T23:30:00.000Z',
  status: 'success',
  ...some,
})
const rows = () =>
  many(
    held.database.db,
    sql`select d.external_id, d.production, d.status, d.commit from deployments d order by 1`,
  )
const first = { external_id: 'DE_1', production: true, status: 'success', commit: null }

test('deployments of a file cover the days from the first to the last, and wait for a team', async () => {
  const { counts, notes } = await importFacts(held.database, {
    kind: 'deployments',
    facts: [
      deployed({}),
      deployed({ external_id: 'DE_2', environment: 'staging', commit: 'a2' }),
      deployed({ external_id: 'DE_2', environment: 'staging', commit: 'a3' }),
    ],
  })
  expect(counts).toMatchObject({ created: 2, refused: 1 })
  expect(await rows()).toEqual([
    first,
    { ...first, external_id: 'DE_2', production: false, commit: 'a3' },
  ])
  expect(notes.join('\n')).toContain('2 deployments are of services that nobody has entered')
  expect(
    await many(held.database.db, sql`select c.subject, c.from_day, c.to_day from coverage c`),
  ).toEqual([{ subject: 'deployments', from_day: '2026-01-08', to_day: '2026-01-09' }])
})

test('the same file once more changes nothing; undoing a later one puts back what it changed', async () => {
  await importFacts(held.database, { kind: 'deployments', facts: [deployed({})] })
  const again = await importFacts(held.database, { kind: 'deployments', facts: [deployed({})] })
  expect(again.counts).toMatchObject({ created: 0, changed: 0, unchanged: 1 })
  const { import_id, counts } = await importFacts(held.database, {
    kind: 'deployments',
    facts: [deployed({ status: 'rolled_back', commit: 'a1' }), deployed({ external_id: 'DE_9' })],
  })
  expect(counts).toMatchObject({ created: 1, changed: 1 })

  const { tables } = await undo(held.database, import_id, {
    actor: 'test',
    now: given.NOW,
    dry_run: false,
  })
  expect(tables.find(({ table }) => table === 'deployments')).toEqual({
    table: 'deployments',
    restored: 1,
    deleted: 1,
    kept: 0,
  })
  expect(await rows()).toEqual([first])
})
