import { expect, test } from 'vitest'
import { changesOf, teamPaths } from './service-words.ts'

test('a team is told by its path, so that two of one name can be told apart', () => {
  const team = (id: string, name: string, parent_id: string | null) =>
    ({ id, name, parent_id }) as Parameters<typeof teamPaths>[0][number]
  const teams = [team('1', 'Web', null), team('2', 'Core', null), team('3', 'Twin', '1')]
  expect(teamPaths([...teams, team('4', 'Twin', '2')]).map(({ path }) => path)).toEqual([
    'Core',
    'Core / Twin',
    'Web',
    'Web / Twin',
  ])
})

test('only what was changed is said of a service', () => {
  const before = { name: 'Shop', aliases: ['acme/shop'], team: 'Core', from: '' }
  expect(changesOf(before, before)).toEqual({})
  expect(changesOf(before, { ...before, name: 'Store ', aliases: [] })).toEqual({
    name: 'Store',
    aliases: [],
  })
  expect(changesOf(before, { ...before, from: '2026-01-05' })).toEqual({
    team: 'Core',
    from: '2026-01-05',
  })
})
