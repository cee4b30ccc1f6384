import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type UpdatedWalk, walked, walkFrom } from './updated-walk.ts'

interface Entry {
  id: number
  updated_at: string
}

const at = (second: number) => new Date(second * 1000).toISOString()

/** A page as GitLab answers it: what changed at `after` or later, in that order. */
function pageOf(all: Entry[], { after, page }: { after: string; page: number }, size: number) {
  const found = all
    .filter(({ updated_at }) => updated_at >= after)
    .sort((a, b) =>
      a.updated_at < b.updated_at ? -1 : a.updated_at > b.updated_at ? 1 : a.id - b.id,
    )
  return found.slice((page - 1) * size, page * size)
}

function walkOver(all: Entry[], size: number, change: (step: number) => void = () => undefined) {
  const told: Entry[] = []
  let walk: UpdatedWalk | undefined = walkFrom(at(0))
  for (let step = 0; walk !== undefined; step++) {
    expect(step).toBeLessThan(500)
    const page = pageOf(all, walk, size)
    const { fresh, next }: ReturnType<typeof walked<Entry>> = walked(walk, page, size)
    told.push(...fresh.map((entry) => ({ ...entry })))
    walk = next
    change(step)
  }
  return told
}

const entries = fc
  .array(fc.nat(12), { maxLength: 60 })
  .map((seconds) => seconds.map((second, id): Entry => ({ id, updated_at: at(second) })))
const size = fc.integer({ min: 2, max: 9 })

/** When the first of these changes after it was read, the last comes to a page that was read too. */
const slipping: Entry[] = [0, 1, 2].map((id) => ({ id, updated_at: at(2) }))

test('a walk tells everything once, however many changed at the same time', () => {
  fc.assert(
    fc.property(entries, size, (all, size) => {
      const ids = walkOver(all, size).map(({ id }) => id)
      expect(ids.sort((a, b) => a - b)).toEqual(all.map(({ id }) => id))
    }),
  )
})

test('what changes while a walk goes on is told as it is at the end', () => {
  const changes = fc.array(fc.tuple(fc.nat(20), fc.nat(59)), { maxLength: 20 })
  fc.assert(
    fc.property(entries, size, changes, (start, size, changes) => {
      const all = start.map((entry) => ({ ...entry }))
      let clock = 100
      const told = walkOver(all, size, (step) => {
        for (const [when, id] of changes) {
          const entry = all[id]
          if (when === step && entry) entry.updated_at = at(clock++)
        }
      })
      const last = new Map(told.map((entry) => [entry.id, entry.updated_at]))
      const isAfterTheEnd = (entry: Entry) => (last.get(entry.id) ?? '') < entry.updated_at
      for (const entry of all)
        if (!isAfterTheEnd(entry)) expect(last.get(entry.id)).toBe(entry.updated_at)
      expect(last.size).toBe(all.length)
    }),
    { numRuns: 1000, examples: [[slipping, 2, [[1, 0]]]] },
  )
})
