import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import {
  ADA,
  ANSWERS,
  countAnew,
  everything,
  findText,
  importAll,
  KNOWN_BY,
  tellByScim,
  tellBySource,
} from '../../../test/person-world.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import * as audit from '../../store/audit.ts'
import { many, one, run, transaction } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'

const { held, call, refusal, send } = testApp({ sources: SOURCE_JOBS })

const weeksOf = (email: string) =>
  one(
    held.database.db,
    sql<{ weeks: string }>`
      select coalesce(string_agg(w::text, ',' order by w.week), '') as weeks
      from user_weeks w join users u on u.id = w.user_id where u.email = ${email}
    `,
  )

beforeAll(async () => {
  const { database } = held
  await importAll(held, { title: 'As Augusta Ada Byron asked' })
  await importFacts(database, { kind: 'survey_answers', facts: ANSWERS, now: given.NOW })
  await tellBySource(held)
  expect(await tellByScim(send)).toBe(201)
  await given.people(database, [
    { email: 'a.byron@example.com', name: 'Augusta Ada Byron', aliases: [] },
    { email: 'root@example.com', roles: ['Workspace Admin'] },
  ])
  await call('users.merge', {
    into: idText(await given.idOf(database, ADA)),
    from: idText(await given.idOf(database, 'a.byron@example.com')),
  })
  await given.session(database, ADA)
  await given.token(database, { email: ADA })
  await call('signInLinks.create', { email: ADA })
  await call('users.tools', { email: ADA, why: 'To help Augusta Ada Byron' })
  await call('users.attributes.update', {
    email: ADA,
    attributes: [{ name: 'Geo', value: 'UK' }],
  }).catch(() => {})
  await transaction(database.db, (tx) =>
    audit.record(tx, {
      actor: 'test',
      action: 'test',
      details: { email: ADA, login: 'adalove99' },
    }),
  )
  const staged = await imports.create(database.db, {
    kind: 'people',
    format: 'csv',
    source: 'file',
    title: 'People',
    file_name: 'augusta ada byron.csv',
    options: {},
    created_by: 'test',
  })
  await imports.addLines(database.db, staged.id, [
    { line: 1, fact: { email: ADA, name: 'Augusta Ada Byron' } },
    { line: 2, raw: `Augusta Ada Byron;${ADA};31/31`, code: 'bad_date', message: `No day: ${ADA}` },
    { line: 3, fact: { email: 'bob@example.com' } },
  ])
  await run(
    database.db,
    sql`insert into source_tasks (name, asked_by, answer) values ('push', 'test', ${JSON.stringify({ left: [{ about: 'adalove99', email: ADA }] })}::jsonb)`,
  )
  await countAnew(held)
})

/** An id as it travels. */
const idText = (id: number) => Buffer.from(String(id)).toString('base64').replaceAll('=', '')

describe('the erasure of a person', () => {
  test('is counted by a dry run that changes nothing', async () => {
    const before = await everything(held.database.db)
    const told = await call('users.erase', { email: ADA, dry_run: true })
    expect(told.removed).toEqual(
      expect.arrayContaining([
        { table: 'users', rows: 1 },
        { table: 'pull_requests', rows: 1 },
        { table: 'tool_days', rows: 1 },
        { table: 'survey_comments', rows: 1 },
      ]),
    )
    expect(await everything(held.database.db)).toEqual(before)
  })

  test('is refused to the last Workspace Admin, and leaves all as it was', async () => {
    const before = await everything(held.database.db)
    expect(await refusal('users.erase', { email: 'root@example.com' })).toMatchObject({
      error: 'conflict',
    })
    expect(await everything(held.database.db)).toEqual(before)
  })

  test('does what was told, and leaves no address, no name and no username in the whole database', async () => {
    expect((await findText(held.database.db, KNOWN_BY)).length).toBeGreaterThan(20)
    const [told, bob] = [
      await call('users.erase', { email: ADA, dry_run: true }),
      await weeksOf('bob@example.com'),
    ]
    const done = await call('users.erase', { email: ADA })
    expect(done).toEqual({ ...told, dry_run: false })
    expect(
      await findText(held.database.db, [...KNOWN_BY, 'a.byron@example.com', 'okta-ada']),
    ).toEqual([])
    await countAnew(held)
    // the review of hers on his pull request still counts for it
    expect(await weeksOf('bob@example.com')).toEqual(bob)
  })

  test('leaves the answers of others, and the deployment without who started it', async () => {
    const { db } = held.database
    expect(
      await one(
        db,
        sql`select count(*) as n, count(*) filter (where d.account_id is null) as nameless from deployments d`,
      ),
    ).toEqual({ n: 1, nameless: 1 })
    expect(
      await one(db, sql`select count(distinct a.pseudonym) as n from survey_answers a`),
    ).toEqual({ n: 3 })
  })

  test('holds when all files are imported again, a source is read again, and a provider tells of her', async () => {
    await importAll(held)
    await importFacts(held.database, { kind: 'survey_answers', facts: ANSWERS, now: given.NOW })
    await tellBySource(held)
    expect(await tellByScim(send)).toBe(400)
    await countAnew(held)
    expect(await findText(held.database.db, [...KNOWN_BY, 'okta-ada'])).toEqual([])
  })

  test('is the reason with which lines about her are refused', async () => {
    const { counts, refusals } = await importFacts(held.database, {
      kind: 'people',
      facts: [
        { email: 'new@example.com', aliases: [ADA.toUpperCase()] },
        { email: 'eve@example.com' },
      ],
    })
    expect(counts).toMatchObject({ created: 1, refused: 1 })
    expect(JSON.stringify(refusals)).toContain('erased')
    const left = await many(
      held.database.db,
      sql<{ code: string }>`select l.code from source_left l where l.about = 'Erased people'`,
    )
    expect(left).toEqual([{ code: 'erased' }])
  })

  test('lets imports that told of others be taken back', async () => {
    const { imports: all } = await call('imports.list', {})
    for (const { id } of all.filter(({ status }) => status === 'applied')) {
      const told = await call('imports.undo', { id, dry_run: true }).catch(String)
      expect(String(told)).not.toContain('internal_error')
    }
  })

  test('cannot be asked for twice', async () => {
    expect(await refusal('users.erase', { email: ADA })).toMatchObject({ error: 'not_found' })
  })
})

test('needs the scope admin', async () => {
  const refused = await refusal(
    'users.erase',
    { email: 'bob@example.com' },
    { scopes: ['users:write'] },
  )
  expect(refused).toMatchObject({ error: 'not_authorized' })
})

test('names what is missing', async () => {
  expect(await refusal('users.erase', {})).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'id' }] },
  })
})
