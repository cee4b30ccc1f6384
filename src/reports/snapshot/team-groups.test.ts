import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Branch, passedGroups, teamGroups } from './team-groups.ts'

/** A tree of up to eight teams, each below an earlier one or at the top. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 8 }).map((parents) => {
  const tree: Branch[] = []
  for (const [id, nat] of parents.entries())
    tree.push({ id, ancestors: [...(tree[nat % (id + 1)]?.ancestors ?? []), id] })
  return tree
})

test('what is hidden of a shown whole is as many as the minimum, or nobody', () => {
  const teams = fc.array(fc.integer({ min: -1, max: 7 }), { maxLength: 60 })
  fc.assert(
    fc.property(trees, teams, fc.constantFrom(3, 5), (tree, places, minimum) => {
      const teamOf = new Map(places.map((team, user) => [user, team]))
      const families = teamGroups(tree, [...places.keys()], { teamOf, minimum })
      const passes = families.map(({ groups }) => groups.map(({ shown }) => shown))
      const shown = passedGroups(families, passes)
      for (const [team, members] of shown) {
        expect(members.length).toBeGreaterThanOrEqual(minimum)
        const below = tree.filter(({ ancestors }) => (ancestors.at(-2) ?? null) === team)
        const parts = new Set(below.flatMap(({ id }) => shown.get(id) ?? []))
        const left = members.filter((user) => !parts.has(user)).length
        expect(left === 0 || left >= minimum).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

test('below a team that the gate refuses nothing is shown', () => {
  const tree = [
    { id: 1, ancestors: [1] },
    { id: 2, ancestors: [1, 2] },
  ]
  const teamOf = new Map(Array.from({ length: 6 }, (_, user) => [user, 2]))
  const families = teamGroups(tree, [...teamOf.keys()], { teamOf, minimum: 5 })
  const refusing = families.map(({ groups }) => groups.map(({ team }) => team !== 1))
  expect([...passedGroups(families, refusing).keys()]).toEqual([null])
})
