import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import type { ImportOptions, SurveyAnswersFact } from '../../model/index.ts'
import { many, one, run, transaction } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as results from '../../store/survey-results.ts'
import * as waves from '../../store/survey-waves.ts'
import { keepApart } from './survey-retention.ts'
import { undo as undoImport } from './undo.ts'

const held = testDatabase()
const OPEN = { from: '2026-02-02', to: '2026-02-14' }
const WHO = ['ada', 'grace', 'edsger']

beforeEach(async () => {
  const { db } = held.database
  for (const table of ['survey_answers', 'survey_comments', 'survey_waves', 'survey_items'])
    await run(db, sql`delete from ${sql.table(table)}`)
  await given.people(
    held.database,
    WHO.map((name) => ({ email: `${name}@example.com` })),
  )
})

const fact = (name: string, options: Record<string, string>): SurveyAnswersFact => ({
  email: `${name}@example.com`,
  answers: Object.entries(options).map(([item, option]) => ({ item, option })),
})

const bring = (facts: SurveyAnswersFact[], options: ImportOptions = {}, dry_run = false) =>
  importFacts(held.database, {
    kind: 'survey_answers',
    facts,
    options: { wave: 'Winter', ...OPEN, ...options },
    dry_run,
  })

async function winter() {
  const wave = await waves.find(held.database.db, 'winter')
  if (!wave) throw new Error('There is no wave.')
  return wave
}

async function counts() {
  const items = await many<{ id: number; key: string }>(
    held.database.db,
    sql`select i.id, i.key from survey_items i`,
  )
  const rows = await results.counts(held.database.db, (await winter()).id)
  return rows.map(({ item_id, option, people }) => [
    items.find(({ id }) => id === item_id)?.key,
    option,
    people,
  ])
}

/** Every value of every column of some tables, as text. */
async function everything(...tables: string[]): Promise<string> {
  const texts = []
  for (const table of tables)
    texts.push(
      ...(await many<{ row: string }>(
        held.database.db,
        sql`select to_jsonb(t)::text as row from ${sql.table(table)} t`,
      )),
    )
  return texts.map(({ row }) => row).join('\n')
}

test('answers are counted by item and option; known items define themselves, and "n/a" is no option', async () => {
  const preview = await bring([
    fact('ada', { deep_work: 'Agree', env_toil: '1-2' }),
    fact('grace', { deep_work: '4', env_toil: 'n/a' }),
    fact('edsger', {}),
  ])
  expect(preview.counts).toEqual({ created: 2, changed: 0, unchanged: 1, refused: 0 })
  expect(await winter()).toMatchObject({
    name: 'Winter',
    opened: '2026-02-02',
    closed: '2026-02-13',
    mode: 'confidential',
    keyed: true,
  })
  expect(await counts()).toEqual([
    ['deep_work', 3, 2],
    ['env_toil', 2, 1],
    ['env_toil', null, 1],
  ])
})

test('the same file again changes nothing, another answer of the same person replaces the first', async () => {
  const first = [fact('ada', { deep_work: 'Agree' }), fact('grace', { deep_work: 'Agree' })]
  await bring(first)
  expect((await bring(first)).counts).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
  const other = await bring([fact('ada', { deep_work: 'Disagree' })])
  expect(other.counts).toMatchObject({ created: 0, changed: 1 })
  expect(await counts()).toEqual([
    ['deep_work', 1, 1],
    ['deep_work', 3, 1],
  ])
})

test('a line of nobody, of no item or with no option of the item is refused without repeating the answer', async () => {
  const preview = await bring([
    fact('nobody', { deep_work: 'Agree' }),
    fact('ada', { lunch: 'tasty' }),
    fact('grace', { deep_work: 'purple' }),
    fact('edsger', { deep_work: 'Agree' }),
  ])
  expect(preview.counts).toMatchObject({ created: 1, refused: 3 })
  expect(preview.refusals.map(({ code }) => code).sort()).toEqual([
    'invalid_value',
    'missing_field',
    'unknown_user',
  ])
  expect(JSON.stringify(preview)).not.toMatch(/nobody@|tasty|purple/)
})

test('without the days on which it was open a survey is refused with what to say', async () => {
  await expect(bring([fact('ada', { deep_work: '4' })], { from: undefined })).rejects.toMatchObject(
    {
      code: 'file_refused',
      message: expect.stringContaining('"from"'),
    },
  )
  const nameless = await importFacts(held.database, {
    kind: 'survey_answers',
    facts: [fact('ada', { deep_work: '4' })],
    options: OPEN,
  })
  expect(nameless.refusals).toMatchObject([{ code: 'missing_field', lines: 1 }])
})

describe('apart from names', () => {
  test('no table of answers holds an address, a name or the id of a user, and no line is kept', async () => {
    await bring([
      { ...fact('ada', { deep_work: 'Agree' }), comments: [{ text: 'The disks are slow.' }] },
    ])
    const { db } = held.database
    const { id } = await one<{ id: number }>(
      db,
      sql`select k.user_id as id from user_keys k where k.key = 'ada@example.com'`,
    )
    const kept = await everything('survey_answers', 'survey_comments', 'survey_keys')
    expect(kept).not.toMatch(/ada@|\bada\b|example/)
    expect(kept).not.toContain('user_id')
    const rows = await many<{ pseudonym: string }>(
      db,
      sql`select a.pseudonym from survey_answers a`,
    )
    expect(rows.map(({ pseudonym }) => pseudonym)).not.toContain(String(id))
    expect(await everything('imports', 'audit_log', 'import_changes')).not.toMatch(
      /ada@example|Agree|disks/,
    )
    const lines = await many<{ row: string }>(
      db,
      sql`
        select coalesce(r.raw, '') || r.fact as row
        from import_rows r
        join imports i on i.id = r.import_id
        where i.kind = 'survey_answers' and i.status = 'applied'
      `,
    )
    expect(new Set(lines.map(({ row }) => row))).toEqual(new Set(['{}']))
  })

  test('the same person has another pseudonym in another wave, and comments another one still', async () => {
    const ada = { ...fact('ada', { deep_work: '4' }), comments: [{ text: 'slow' }] }
    await bring([ada])
    await bring([ada], { wave: 'Spring', from: '2026-05-04', to: '2026-05-09' })
    const names = await many<{ name: string }>(
      held.database.db,
      sql`
        select a.pseudonym as name from survey_answers a
        union all
        select c.comment_key from survey_comments c
      `,
    )
    expect(new Set(names.map(({ name }) => name)).size).toBe(4)
  })

  test('a role that was granted to read still sees no answer, no comment and no key', async () => {
    await bring([{ ...fact('ada', { deep_work: '4' }), comments: [{ text: 'slow' }] }])
    const seen = transaction(held.database.db, async (tx) => {
      await run(tx, sql`create role analyst`)
      await run(tx, sql`grant usage on schema public to analyst`)
      await run(tx, sql`grant select on all tables in schema public to analyst`)
      await run(tx, sql`set local role analyst`)
      const rows = []
      for (const table of ['survey_waves', 'survey_answers', 'survey_comments', 'survey_keys'])
        rows.push(await one(tx, sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`))
      throw rows.map(({ n }) => n)
    })
    await expect(seen).rejects.toEqual([1, 0, 0, 0])
  })

  test('a preview says until when people could be told, and writes nothing', async () => {
    const preview = await bring([fact('ada', { deep_work: '4' })], { anonymous_after: 30 }, true)
    expect(preview.notes.join(' ')).toMatch(/anonymous.*destroyed on 15 Mar 2026/)
    expect(await waves.list(held.database.db)).toEqual([])
  })
})

describe('each day', () => {
  const day = (now: string) => keepApart(held.database, new Date(now))

  test('keys whose day has come are destroyed, and no others', async () => {
    await bring([fact('ada', { deep_work: '4' })], { anonymous_after: 30 })
    await bring([fact('ada', { deep_work: '4' })], { wave: 'Open' })
    expect(await day('2026-03-14T12:00:00Z')).toMatchObject({ keys: 0 })
    expect(await day('2026-03-15T12:00:00Z')).toMatchObject({ keys: 1 })
    const all = await waves.list(held.database.db)
    expect(all.map(({ name, keyed }) => [name, keyed]).sort()).toEqual([
      ['Open', true],
      ['Winter', false],
    ])
  })

  test('the lines of a file that nobody applied for a week are emptied', async () => {
    await bring([fact('ada', { deep_work: '4' })], {}, true)
    const { db } = held.database
    await day('2026-03-14T12:00:00Z')
    expect(await everything('import_rows')).toContain('"answers"')
    await run(
      db,
      sql`update imports set created_at = '2026-03-07T12:00:00Z' where status = 'staged'`,
    )
    await day('2026-03-14T12:00:01Z')
    expect(await everything('import_rows')).not.toContain('"answers"')
    expect(
      await many(
        db,
        sql`select from imports i where i.kind = 'survey_answers' and i.status = 'staged'`,
      ),
    ).toEqual([])
  })
})

describe('taken back', () => {
  const undo = (id: number) =>
    undoImport(held.database, id, { actor: 'test', now: given.NOW, dry_run: false })

  test('an import goes with its wave, its key and the items that nobody else answered', async () => {
    const { import_id } = await bring([
      { ...fact('ada', { deep_work: '4' }), comments: [{ text: 'slow' }] },
    ])
    await undo(import_id)
    expect(
      await everything(
        'survey_answers',
        'survey_comments',
        'survey_waves',
        'survey_keys',
        'survey_items',
      ),
    ).toBe('')
  })

  test('an answer that it changed becomes as it was', async () => {
    await bring([fact('ada', { deep_work: 'Agree' })])
    const { import_id } = await bring([fact('ada', { deep_work: 'Disagree' })])
    await undo(import_id)
    expect(await counts()).toEqual([['deep_work', 3, 1]])
  })

  test('not once the key is destroyed; the counts stay, and nothing can be added', async () => {
    const { import_id } = await bring([fact('ada', { deep_work: '4' })], { anonymous_after: 0 })
    const { id } = await winter()
    expect(await waves.due(held.database.db, '2026-02-12')).toEqual([])
    expect(await waves.due(held.database.db, '2026-02-13')).toEqual([id])
    await transaction(held.database.db, (tx) => waves.destroyKeys(tx, [id]))
    await expect(undo(import_id)).rejects.toMatchObject({ code: 'not_undoable' })
    expect(await counts()).toEqual([['deep_work', 3, 1]])
    await expect(bring([fact('grace', { deep_work: '4' })])).rejects.toMatchObject({
      code: 'file_refused',
    })
    expect(await imports.info(held.database.db, import_id)).toMatchObject({ status: 'applied' })
    expect(await everything('survey_answers')).toMatch(/"created_in": 0/)
  })
})
