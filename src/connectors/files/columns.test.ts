import { expect, test } from 'vitest'
import { FactKind } from '../../model/index.ts'
import { mapColumns, missingFields, planColumns } from './columns.ts'
import { FIELDS } from './fields.ts'

const empty = (...headers: string[]) => new Map(headers.map((header) => [header, [] as string[]]))
const targetsOf = (kind: FactKind, ...headers: string[]) =>
  planColumns(empty(...headers), FIELDS[kind], kind).map(({ target }) => target)

test.each(FactKind.options)('every field of %s may be the header of its own column', (kind) => {
  const fields = Object.keys(FIELDS[kind]).filter((field) => !field.startsWith('attribute:'))
  for (const field of fields) {
    // A name beside a team is a person's or a team's; a service's says so.
    if (kind === 'services' && field === 'name') continue
    // People's jobs are called roles far more often than their rights are.
    const expected = kind === 'people' && field === 'roles' ? 'attribute:Role' : field
    expect(targetsOf(kind, field)).toEqual([expected])
  }
})

test('attributes are of people only', () => {
  expect(targetsOf('people', 'attribute:Shift', 'attr:Shift')).toEqual([
    'attribute:Shift',
    'attribute:Shift',
  ])
  expect(targetsOf('teams', 'attribute:Shift', 'department')).toEqual(['ignore', 'ignore'])
})

test('several columns may fill a field that holds several values', () => {
  expect(targetsOf('people', 'aliases', 'other emails')).toEqual(['aliases', 'aliases'])
})

test('headers that are names of inherited properties are headers like others', () => {
  expect(targetsOf('people', 'constructor', '__proto__', 'toString')).toEqual([
    'ignore',
    'ignore',
    'ignore',
  ])
})

test('a mapping moves the columns that it names and no others', () => {
  const columns = planColumns(empty('email', 'colour'), FIELDS.people, 'people')
  const moved = mapColumns(columns, { colour: 'attribute:Colour', shape: 'name' }, 'people')
  expect(moved.map(({ target }) => target)).toEqual(['email', 'attribute:Colour'])
})

test('a needed field is missing until one of its columns is there', () => {
  expect(missingFields([], 'tool_days')).toEqual(['day', 'email'])
  const columns = planColumns(empty('day', 'user name'), FIELDS.tool_days, 'tool_days')
  expect(missingFields(columns, 'tool_days')).toEqual([])
})
