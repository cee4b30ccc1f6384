import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { suggest } from '../identity/suggest.ts'
import { run } from '../store/db.ts'
import * as suggestions from '../store/suggestions.ts'
import { suggestPeople } from './suggest-people.ts'

const held = testDatabase()

const word = fc.constantFrom(
  'jane',
  'Doe',
  'J',
  'zoë',
  'MÜLLER',
  'abc',
  'abc2',
  '42',
  'x',
  "o'neil",
  'İpek',
)
const words = (separator: string) =>
  fc.array(word, { minLength: 1, maxLength: 3 }).map((some) => some.join(separator))
const separated = fc.constantFrom('.', '-', '', ' ', '_').chain(words)
const person = fc.record({
  name: words(' '),
  email: separated.map((local) => `${local}@x.example`),
})
const account = fc.record({
  id: fc.constant(1),
  source: fc.constant('coder'),
  username: fc.option(fc.tuple(separated, fc.constantFrom('', '2')).map((parts) => parts.join(''))),
  email: fc.option(separated.map((local) => `${local}@y.example`)),
  name: fc.option(words(' ')),
  bot: fc.constant(false),
})

test('to look at those alone who have a word in common suggests the same as to look at everybody', async () => {
  const { db } = held.database
  await fc.assert(
    fc.asyncProperty(
      account,
      fc.uniqueArray(person, { selector: ({ email }) => email.toLowerCase(), minLength: 1 }),
      async (one, people) => {
        await run(db, sql`delete from users`)
        await run(
          db,
          sql`
            insert into users (name, email, created_in, changed_in)
            select p.name, p.email, 0, 0
            from unnest(${people.map(({ name }) => name)}::text[], ${people.map(({ email }) => email)}::text[]) p(name, email)
          `,
        )
        const everybody = await suggestions.candidates(db, 'coder', null)
        const found = await suggestPeople(db, [one])
        expect(found.get('coder')).toEqual(suggest([one], everybody))
      },
    ),
    { numRuns: 150 },
  )
})
