import { expect, test } from 'vitest'
import { misshapen, misspoken } from './shape.ts'
import { readSources } from './sources.ts'

test('every file of the program is short, well named and typed', () => {
  const files = readSources('src/**/*.ts')
  expect(files.length).toBeGreaterThan(0)
  expect(misshapen(files)).toEqual([])
})

test('SQL keeps to the rules: half-open periods, text, instants with a zone, identities', () => {
  expect(misspoken(readSources('migrations/*.sql', 'src/**/*.ts'))).toEqual([])
})

const shaped = (path: string, text: string) => misshapen([{ path, text }])

test('a file of 301 lines is reported, one of 300 is not', () => {
  expect(shaped('src/a.ts', '\n'.repeat(300))).toEqual([])
  expect(shaped('src/a.ts', '\n'.repeat(301))).toEqual(['src/a.ts: 301 lines, more than 300'])
})

test.each([
  'src/utils.ts',
  'src/store/helpers/a.ts',
  'src/api/user-service.test.ts',
  'src/common/a.ts',
])('the name %s is reported', (path) => {
  expect(shaped(path, '')).toEqual([`${path}: the name does not say what it holds`])
})

test('a name with a meaning passes', () => {
  expect(shaped('src/store/service-teams.ts', '')).toEqual([])
})

test('a type may not be any, and nothing may silence the linter that says so', () => {
  const [biome] = readSources('biome.json')
  expect(JSON.parse(biome?.text ?? '').linter.rules.suspicious.noExplicitAny).toBe('error')
  const line = '// biome-ignore lint/suspicious/noExplicitAny: in a hurry'
  expect(shaped('src/a.ts', line)).toEqual(['src/a.ts: a type may be "any"'])
})

test.each([
  ['where p.day between $1 and $2', 'between'],
  ['name varchar(80)', 'varchar'],
  ['at timestamp not null', 'timestamp'],
  ['id bigserial', 'bigserial'],
])('%s is reported in a migration and in a statement', (sql, word) => {
  expect(misspoken([{ path: 'migrations/1.sql', text: sql }])).toEqual([
    `migrations/1.sql: "${word}" in SQL`,
  ])
  const text = `const rows = sql<{ id: number }>\`${sql}\``
  expect(misspoken([{ path: 'src/store/a.ts', text }])).toEqual([
    `src/store/a.ts: "${word}" in SQL`,
  ])
})

test('words outside SQL, instants with a zone, the midnight of a day and the rows of a window pass', () => {
  const text = `// the days between two dates
    sql\`at timestamptz, to timestamp with time zone, day::timestamp at time zone z,
      max(at) over (order by at rows between unbounded preceding and 1 preceding)\``
  expect(misspoken([{ path: 'src/store/a.ts', text }])).toEqual([])
  expect(misspoken([{ path: 'migrations/1.sql', text: '-- between us' }])).toEqual([])
})
