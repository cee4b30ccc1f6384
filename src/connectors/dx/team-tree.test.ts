import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inTree } from './team-tree.ts'

test('any graph of teams comes out whole, parents first where there is no circle', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const teams = fc
    .uniqueArray(fc.record({ id: ids, parent_id: fc.option(ids) }), { selector: ({ id }) => id })
    .map((list) => list.map((team) => ({ ...team, name: team.id })))
  fc.assert(
    fc.property(teams, (list) => {
      const ordered = inTree(list)
      expect(ordered.map(({ id }) => id).sort()).toEqual(list.map(({ id }) => id).sort())
      const circular = (id: string | null, path: (string | null)[] = []): boolean =>
        path.includes(id) ||
        (id !== null && circular(list.find((it) => it.id === id)?.parent_id ?? null, [...path, id]))
      for (const [n, { id }] of ordered.entries()) {
        const parent = list.find((it) => it.id === id)?.parent_id ?? null
        const at = ordered.findIndex((it) => it.id === parent)
        if (at >= 0 && !circular(id)) expect(at).toBeLessThan(n)
      }
    }),
  )
})

test('a team without a reference id is told by its path', () => {
  const top = { id: '1', name: 'Engineering', parent_id: 'LTE' }
  const middle = { id: '2', name: 'Platform', parent_id: '1' }
  const low = { id: '3', name: 'Build', parent_id: '2', reference_id: 'B' }
  expect(inTree([low, middle, top])).toEqual([
    { id: '1', name: 'Engineering' },
    { id: '2', name: 'Platform', parent: 'Engineering' },
    { id: '3', name: 'Build', reference_id: 'B', parent: 'Engineering / Platform' },
  ])
})
