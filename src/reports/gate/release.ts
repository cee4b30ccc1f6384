import { createHash } from 'node:crypto'
import type { Period } from '../../model/index.ts'
import { besideRefused } from '../../privacy/beside-refused.ts'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { doubled } from '../../privacy/kept-out.ts'
import * as audit from '../../store/audit.ts'
import { type Db, transaction } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'
import * as releases from '../../store/releases.ts'
import { refusedAmong } from './audit.ts'

/** A group of whom a number is to be shown, unless the minimum hides it. */
export interface Asked {
  members: readonly number[]
  /** Of several numbers that add up to one, step by step: those of the members who are in most of them. */
  often?: readonly number[]
  shown: boolean
}

/** Groups side by side of whom one metric is to be shown, with those that the minimum already hides. */
export interface Family {
  metric: string
  /** Its days, where they are not those of the whole answer. */
  period?: Period
  /** Places of families before it: a group is shown only beside those at its place in them, and is refused with one of them. */
  only_with?: readonly number[]
  groups: readonly Asked[]
}

/** What is to be shown to whom, of which days. */
export interface Releasing {
  families: readonly Family[]
  period: Period
  minimum: number
  /** The day on which it is shown. */
  day: string
  actor: string
}

/** Of each group of each family whether it is shown. */
export interface Released {
  shown: boolean[][]
  /** Whether any group was refused that the minimum alone would have shown. */
  refused: boolean
  /** Whether any group was shown for the first time. */
  fresh: boolean
}

/**
 * Decides which groups are shown, and keeps that they were: whatever anybody was shown, at whatever time, no two groups of one
 * metric in overlapping days lie within one another with fewer people than the minimum between them, nor does adding and
 * subtracting the newest of them tell of so few. Groups that were shown before are found by their hash alone; all others are
 * decided one request after another.
 */
export async function release(db: Db, it: Releasing): Promise<Released> {
  const asked = it.families.map(({ metric, period = it.period, groups }) =>
    groups.map((group) => (group.shown ? groupOf({ metric, period }, group) : null)),
  )
  const groups = asked.flat().flatMap((group) => group ?? [])
  const known = await released.known(db, groups)
  const all = asked.map((family) => family.map((group) => group !== null))
  if (known.size === groups.length) return { shown: all, refused: false, fresh: false }
  return transaction(db, async (tx) => {
    await releases.hold(tx)
    const refused = await refusedAmong(tx, { asked, known }, it)
    const shown = asked.map((family, place) => {
      const sizes = (it.families[place] as Family).groups.map(({ members }) => members.length)
      const hidden = family.map((group) => group !== null && refused.has(group))
      return besideRefused(sizes, all[place] as boolean[], hidden)
    })
    const left = asked.flatMap((family, i) => family.filter((_, j) => shown[i]?.[j]))
    await keep(
      tx,
      left.flatMap((group) => group ?? []),
      it,
    )
    return { shown, refused: refused.size > 0, fresh: true }
  })
}

async function keep(
  tx: Db,
  groups: released.Group[],
  { period, day, actor }: Releasing,
): Promise<void> {
  if (groups.length === 0) return
  const metrics = [...new Set(groups.map(({ metric }) => metric))]
  const details = { metrics, ...period, groups: groups.length }
  const entry = await audit.record(tx, { actor, action: 'reports.release', details })
  await releases.add(tx, groups, { day, entry })
}

function groupOf(
  { metric, period }: { metric: string; period: Period },
  { members, often }: Asked,
): released.Group {
  const bitmap = often === undefined ? bitmapOf(members) : doubled(members, often)
  const hash = createHash('sha256').update(bitmap).digest('hex')
  const total = members.reduce((sum, id) => sum + id, 0)
  const name = often === undefined ? metric : `${released.BY_STEPS}${metric}`
  return { metric: name, period, hash, people: members.length, total, members: bitmap }
}
