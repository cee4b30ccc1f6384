import { expect, test } from 'vitest'
import { violations } from './rooms.ts'
import { readSources } from './sources.ts'

test('no file imports from a room that it may not use', () => {
  const files = readSources('src/**/*.ts', 'web/**/*.{ts,tsx}')
  expect(files.length).toBeGreaterThan(0)
  expect(violations(files)).toEqual([])
})

const found = (path: string, ...lines: string[]) => violations([{ path, text: lines.join('\n') }])

test('an import upwards is reported with the names of both files', () => {
  expect(found('src/store/users.ts', `import { cohort } from '../reports/cohort.ts'`)).toEqual([
    'src/store/users.ts: store may not import src/reports/cohort.ts',
  ])
})

test.each([
  ['over several lines', `import {\n  a,\n  b,\n} from '../../api/app.ts'`],
  ['of a type', `import type { App } from '../../api/app.ts'`],
  ['for its effect', `import '../../api/app.ts'`],
  ['at run time', `const app = await import('../../api/app.ts')`],
  ['passed on', `export { app } from '../../api/app.ts'`],
])('an import %s is seen', (_, line) => {
  expect(found('src/connectors/files/csv.ts', line)).toEqual([
    'src/connectors/files/csv.ts: connectors may not import src/api/app.ts',
  ])
})

test('what a room may use passes: its own files, those below, packages, errors', () => {
  const lines = [
    `import { sql } from 'kysely'`,
    `import { readFile } from 'node:fs/promises'`,
    `import { AppError } from '../errors.ts'`,
    `import { Id } from '../model/index.ts'`,
    `import * as users from './users.ts'`,
  ]
  expect(found('src/store/teams.ts', ...lines)).toEqual([])
})

test('only the edges and the tests read the settings', () => {
  const line = `import { readConfig } from '../config.ts'`
  expect(found('src/cli/serve.ts', line)).toEqual([])
  expect(found('src/store/db.test.ts', line)).toEqual([])
  expect(found('src/store/db.ts', line)).toEqual([
    'src/store/db.ts: store may not import src/config.ts',
  ])
})

test('a test may use the harness and invented data, the code beside it may not', () => {
  const line = `import { given } from '../../test/given.ts'`
  expect(found('src/store/users.test.ts', line)).toEqual([])
  expect(found('src/store/users.ts', line)).toHaveLength(1)
})

test('the browser takes values from the model, and from the API types alone', () => {
  expect(found('web/pages/People.tsx', `import { Id } from '../../src/model/index.ts'`)).toEqual([])
  expect(found('web/api.ts', `import type { Methods } from '../src/api/methods.ts'`)).toEqual([])
  expect(found('web/api.ts', `import { type A, type B } from '../src/api/methods.ts'`)).toEqual([])
  expect(found('web/api.ts', `import { type A, b } from '../src/api/methods.ts'`)).toEqual([
    'web/api.ts: web may not import src/api/methods.ts',
  ])
})

test('a pure room touches nothing of the machine', () => {
  expect(found('src/stats/mean.ts', `import { cpus } from 'node:os'`)).toEqual([
    'src/stats/mean.ts: stats may not import node:os',
  ])
})

test('a file in an unknown room is reported', () => {
  expect(found('src/shared/thing.ts', '')).toEqual(['src/shared/thing.ts: "shared" is no room'])
})
