import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { servedAsDx } from '../../../test/fakes/dx/facet.ts'
import type { CallerOptions } from '../../../test/fakes/dx/start.ts'
import * as given from '../../../test/given.ts'
import { dx } from '../../connectors/dx/dx.ts'
import type { PersonFact, TeamFact } from '../../model/index.ts'
import { type Database, many, run } from '../../store/db.ts'
import { makePending } from '../../store/pending-documents.ts'

const there = testApp()
const here = testDatabase()
const { context } = servedAsDx(there.held)

const PEOPLE: PersonFact[] = [
  {
    email: 'ada@example.com',
    name: 'Ada',
    github_username: 'ada',
    additional_github_username: 'ada-2',
    gitlab_username: 'ada-l',
    roles: ['Workspace Admin', 'Contributor'],
    attributes: { Level: ['L4'], Tools: ['Coder', 'Cursor'], Since: ['2024-02-29'] },
  },
  { email: 'ben@example.com', name: 'Ben', attributes: { Level: ['L5'], Remote: ['true'] } },
  {
    email: 'gone@example.com',
    name: 'Gone',
    deactivated: true,
    end_date: '2026-01-31',
    attributes: { Level: ['L3'] },
  },
  { email: 'cy@example.com', name: 'Cy', start_date: '2025-01-01' },
]

const TEAMS: TeamFact[] = [
  { name: 'Engineering', lead_email: 'ada@example.com' },
  { name: 'Platform', parent: 'Engineering', reference_id: 'P-1', members: ['ada@example.com'] },
  { name: 'Build', parent: 'P-1', lead_email: 'cy@example.com', members: ['ben@example.com'] },
]

/** Reads all that the other side tells, and gives the codes of what was left out. */
async function pull(options: CallerOptions = {}) {
  const left: string[] = []
  for await (const batch of dx.sync(context({ settings: { roles: true }, ...options }), null)) {
    const { people = [], teams = [] } = batch.facts
    if (people.length > 0) await importFacts(here.database, { kind: 'people', facts: people })
    if (teams.length > 0) await importFacts(here.database, { kind: 'teams', facts: teams })
    left.push(...(batch.left ?? []).map(({ code }) => code))
  }
  return left.filter((code) => code !== 'no_groups')
}

/** Everybody as users.list has it, without ids; the order of attributes may be another one here. */
async function people({ db }: Database) {
  await makePending(db)
  const rows = await many(
    db,
    sql<{ user: { id: string; attributes: { name: string }[] } }>`
      select d.public::json as "user" from user_documents d where d.listed order by d.public::json->>'email'
    `,
  )
  return rows.map(({ user: { id: _, ...user } }) => ({
    ...user,
    attributes: user.attributes.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }))
}

/** The teams with their place, their leads and their people. */
function teams({ db }: Database) {
  return many(
    db,
    sql`
      select t.name, p.name as parent, t.reference_id, l.email as lead,
        array(
          select u.email from team_members m join users u on u.id = m.user_id
          where m.team_id = t.id and m.valid_to = 'infinity' order by 1
        ) as members
      from teams t
      left join teams p on p.id = t.parent_id
      left join users l on l.id = t.lead_id
      where t.deleted_at is null
      order by t.name
    `,
  )
}

test('people, attributes and teams of another Facet arrive equal, and a second time nothing changes', async () => {
  await given.people(there.held.database, PEOPLE)
  await importFacts(there.held.database, { kind: 'teams', facts: TEAMS })
  expect(await pull()).toEqual([])
  const [theirs, ours] = [await people(there.held.database), await people(here.database)]
  expect(theirs).toHaveLength(4)
  expect(ours).toEqual(theirs)
  expect(await teams(here.database)).toEqual(await teams(there.held.database))
  expect(await teams(here.database)).toHaveLength(3)
  await pull()
  expect(await people(here.database)).toEqual(ours)
})

test('what changes there changes here: a value, a team, somebody who leaves', async () => {
  await given.people(there.held.database, [
    { email: 'ben@example.com', attributes: { Level: ['L6'] } },
    { email: 'cy@example.com', deactivated: true, end_date: '2026-02-20' },
  ])
  await importFacts(there.held.database, {
    kind: 'teams',
    facts: [{ name: 'Platform', reference_id: 'P-1', members: ['ben@example.com'] }],
  })
  await pull()
  expect(await people(here.database)).toEqual(await people(there.held.database))
  expect(await teams(here.database)).toEqual(await teams(there.held.database))
})

test('a privileged attribute of the other side does not become one that everybody sees', async () => {
  const { db } = there.held.database
  await given.people(there.held.database, [
    { email: 'ada@example.com', attributes: { 'Pay band': ['B'] } },
  ])
  await run(db, sql`update attributes set privileged = true where name = 'Pay band'`)
  await given.people(there.held.database, [
    { email: 'ada@example.com', attributes: { Level: ['L5'] } },
  ])
  const token = await given.token(there.held.database, { email: 'ada@example.com' })
  expect(await pull({ token })).toEqual(['restricted_attribute'])
  expect(JSON.stringify(await people(here.database))).not.toContain('Pay band')
})
