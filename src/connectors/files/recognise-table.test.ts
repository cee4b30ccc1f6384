import { expect, test } from 'vitest'
import { factsOf, fixture, issuesOf, read } from './fixtures/given.ts'
import type { ReadOptions } from './recognised.ts'

const planOf = async (text: string, options?: ReadOptions) => {
  const { recognised } = await read(text, options)
  const columns = Object.fromEntries(
    recognised.columns.map(({ header, target }) => [header, target]),
  )
  return { ...recognised, columns }
}

test('a file of people is known by its columns, and says what it leaves out', async () => {
  const { recognised } = await read(fixture('people.csv'))
  expect(recognised).toMatchObject({
    kind: 'people',
    format: 'csv',
    source: 'file',
    title: 'People',
    needs_mapping: false,
  })
  expect(recognised.notes).toEqual(['Left out: shoe size. Map a column to keep it.'])
  expect(recognised.columns.slice(0, 2)).toEqual(
    [
      { header: 'email', target: 'email', samples: ['aki@corp.example', 'not-an-address'] },
      { header: 'name', target: 'name', samples: ['Aki Tanaka', 'Oliveira, Inês'] },
    ].map((column) => expect.objectContaining({ ...column, samples: expect.any(Array) })),
  )
  expect(await issuesOf(fixture('people.csv'))).toEqual([
    [4, 'missing_email'],
    [5, 'invalid_email'],
    [6, 'invalid_date'],
  ])
})

test('well-known columns become attributes, and a role is no access role', async () => {
  const header =
    'Work E-Mail;Job Title;Department;Level;Role;Country;Employment Type;Cost Centre;access roles;AI'
  const { columns } = await planOf(`${header}\na@corp.example;1;2;3;4;5;6;7;8;9\n`)
  expect(columns).toEqual({
    'Work E-Mail': 'email',
    'Job Title': 'attribute:Title',
    Department: 'attribute:Department',
    Level: 'attribute:Level',
    Role: 'attribute:Role',
    Country: 'attribute:Geo',
    'Employment Type': 'attribute:Employment type',
    'Cost Centre': 'attribute:Cost centre',
    'access roles': 'roles',
    AI: 'ignore',
  })
})

test('of two columns for one field the better name wins, unless it is empty', async () => {
  const both = await planOf('email,work email,name\nhome@x.example,work@corp.example,Aki\n')
  expect(both.columns).toMatchObject({ email: 'ignore', 'work email': 'email' })
  const empty = await planOf('email,work email,name\nhome@x.example,,Aki\n')
  expect(empty.columns).toMatchObject({ email: 'email', 'work email': 'ignore' })
})

test('columns of one attribute give it several values', async () => {
  const facts = await factsOf('email,attribute:AI tool,attr: AI tool\na@corp.example,Alpha,Beta\n')
  expect(facts).toEqual([{ email: 'a@corp.example', attributes: { 'AI tool': ['Alpha', 'Beta'] } }])
})

test('an unknown table with addresses is guessed to be attributes of people, and asks', async () => {
  expect(await planOf('email,Coder usage\na@corp.example,daily\n')).toMatchObject({
    kind: 'people',
    needs_mapping: true,
    columns: { email: 'email', 'Coder usage': 'attribute:Coder usage' },
  })
  expect(await planOf('Adresse,Wie oft\na@corp.example,oft\n')).toMatchObject({
    kind: 'people',
    needs_mapping: true,
    columns: { Adresse: 'email', 'Wie oft': 'attribute:Wie oft' },
  })
  expect(await factsOf('a@corp.example,daily\nb@corp.example,never\n')).toHaveLength(2)
  expect(await planOf('colour,shape\nred,round\n')).toMatchObject({
    needs_mapping: true,
    columns: { colour: 'ignore', shape: 'ignore' },
    notes: [
      'Left out: colour, shape. Map a column to keep it.',
      'No column is known to hold email. Map one.',
    ],
  })
})

test('names and addresses with last logins are a list of tool users, unless people have more to tell', async () => {
  const list = 'Name,Email,Role,Last active\nAki,aki@corp.example,Member,2026-08-31\n'
  expect(await planOf(list)).toMatchObject({ kind: 'tool_users', needs_mapping: false })
  expect(await planOf(list.replace('Role', 'Team'))).toMatchObject({ kind: 'people' })
  expect(await planOf('user,email\naki,aki@corp.example\n')).toMatchObject({
    kind: 'tool_users',
    needs_mapping: true,
  })
})

test('a mapping settles where columns go, and is refused for fields that do not exist', async () => {
  const mapping = { 'Coder usage': 'attribute:Usage', other: 'ignore' }
  const text = 'email,Coder usage\na@corp.example,daily\n'
  expect(await planOf(text, { mapping })).toMatchObject({
    needs_mapping: false,
    columns: { 'Coder usage': 'attribute:Usage' },
  })
  expect(await factsOf(text, { mapping })).toEqual([
    { email: 'a@corp.example', attributes: { Usage: ['daily'] } },
  ])
  for (const target of ['e-mail', 'attribute:', 'constructor', '__proto__']) {
    await expect(read(text, { mapping: { email: target } })).rejects.toMatchObject({
      code: 'invalid_arguments',
    })
  }
  expect(await planOf(text, { mapping: { email: 'ignore' } })).toMatchObject({
    needs_mapping: true,
  })
})

test('a kind that is asked for is read where the file has it', async () => {
  const users = await read(fixture('okta-rockstar.csv'), { as: 'tool_users' })
  expect(users.recognised).toMatchObject({
    kind: 'tool_users',
    format: 'okta-csv',
    needs_mapping: false,
  })
  expect(users.lines[0]).toMatchObject({
    fact: {
      account: { external_id: '00u1', email: 'aki@corp.example' },
      last_seen_at: '2026-08-31T08:00:00.000Z',
    },
  })
  expect(await planOf('email,colour\na@corp.example,red\n', { as: 'teams' })).toMatchObject({
    kind: 'teams',
    needs_mapping: true,
  })
})

test('usage days without a tool ask for its name', async () => {
  const text = 'email,day,minutes\na@corp.example,2026-08-31,5\n'
  expect(await planOf(text)).toMatchObject({ kind: 'tool_days', needs_mapping: true })
  expect(await planOf(text, { tool: 'Alpha' })).toMatchObject({ needs_mapping: false })
  expect(await factsOf(text, { tool: 'Alpha' })).toMatchObject([{ tool: 'Alpha' }])
})

test('dates that can be read two ways follow the others of the file', async () => {
  const people = (...dates: string[]) =>
    `email,start date\n${dates.map((date, i) => `p${i}@corp.example,${date}\n`).join('')}`
  expect(await issuesOf(people('3/4/2024'))).toEqual([[2, 'invalid_date']])
  expect(await factsOf(people('3/4/2024', '13/4/2024'))).toMatchObject([
    { start_date: '2024-04-03' },
    {},
  ])
  expect(await factsOf(people('3/4/2024', '4/13/2024'))).toMatchObject([
    { start_date: '2024-03-04' },
    {},
  ])
})
