import { sql } from 'kysely'
import { beforeEach } from 'vitest'
import { type PushInput, pushAttributes } from '../../../src/jobs/push/push-attributes.ts'
import type { PersonFact } from '../../../src/model/index.ts'
import { type Database, run } from '../../../src/store/db.ts'
import { testApp } from '../../app.ts'
import { testDatabase } from '../../database.ts'
import * as given from '../../given.ts'
import { servedAsDx } from './facet.ts'

/** The attributes that both sides have: of options, of several, a date and a boolean. */
export const NAMES = ['Level', 'Tools', 'Since', 'Remote']
const KINDS = ['option', 'option', 'date', 'boolean']

/** Here: everything; and people whom the other side does not know or has deactivated. */
const HERE: PersonFact[] = [
  {
    email: 'ada@example.com',
    attributes: {
      Level: ['L4'],
      Tools: ['Coder', 'Cursor'],
      Since: ['2024-02-29'],
      Remote: ['true'],
    },
  },
  { email: 'ben@example.com', attributes: { Level: ['L5'], Remote: ['false'] } },
  { email: 'cy@example.com', attributes: { Level: ['L3'] } },
  { email: 'nobody@example.com', attributes: { Level: ['L2'] } },
  { email: 'gone@example.com', deactivated: true, attributes: { Level: ['L1'] } },
  { email: 'left@example.com', attributes: { Level: ['L1'], Remote: ['true'] } },
]

/** There: addresses in another case, other values, other people. */
const THERE: PersonFact[] = [
  { email: 'ADA@example.com', attributes: { Site: ['UK'] } },
  { email: 'ben@example.com', attributes: { Level: ['L4'] } },
  { email: 'cy@example.com', attributes: { Level: ['L3'] } },
  { email: 'gone@example.com', attributes: { Site: ['US'] } },
  { email: 'left@example.com', deactivated: true, attributes: { Site: ['US'] } },
  { email: 'stranger@example.com', attributes: { Level: ['L9'] } },
]

/** Two Facets, the one with the same people before each test, the other listening as DX does; to push from one to the other. */
export function twoFacets() {
  const there = testApp()
  const here = testDatabase()
  const { context, calls, served } = servedAsDx(there.held)
  beforeEach(async () => {
    served.fake.script(() => undefined)
    await begin(here.database, HERE)
    await begin(there.held.database, THERE)
  })
  return {
    here,
    there,
    context,
    calls,
    script: (script: Parameters<typeof served.fake.script>[0]) => served.fake.script(script),
    push: (how: Partial<PushInput> = {}) =>
      pushAttributes(here.database, {
        ...context(),
        source: 'dx',
        actor: 'test',
        attributes: NAMES,
        dry_run: false,
        ...how,
      }),
    /** What the other side has now, by address. */
    theirs: async (email: string): Promise<string[]> => {
      const { user } = await there.call('users.info', { email })
      return user.attributes.map(({ name, value }) => `${name}=${value}`)
    },
  }
}

const TABLES = [
  'pushed_values',
  'user_attributes',
  'attribute_options',
  'attributes',
  'user_documents',
  'user_buckets',
  'dirty_weeks',
  'user_keys',
  'users',
]

async function begin(database: Database, people: PersonFact[]): Promise<void> {
  const { db } = database
  for (const table of TABLES) await run(db, sql`delete from ${sql.table(table)}`)
  await run(
    db,
    sql`
      insert into attributes (name, kind, multiple, position, created_in, changed_in)
      select a.name, a.kind, a.name = 'Tools', a.position, 0, 0
      from unnest(${NAMES}::text[], ${KINDS}::text[]) with ordinality as a(name, kind, position)
    `,
  )
  await given.people(database, people)
}

/** Who or what was left out, and why. */
export const codes = ({ left }: { left: { about: string; code: string }[] }) =>
  left.map(({ about, code }) => [about, code])
