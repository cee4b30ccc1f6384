import { createHash } from 'node:crypto'
import type { Period } from '../../model/index.ts'
import { besideRefused } from '../../privacy/beside-refused.ts'
import { bitmapOf } from '../../privacy/bitmap.ts'
import { sumsAudit } from '../../privacy/follows-few.ts'
import { isolates } from '../../privacy/isolates.ts'
import * as audit from '../../store/audit.ts'
import { type Db, transaction } from '../../store/db.ts'
import * as releases from '../../store/releases.ts'

/** Groups side by side of whom one metric is to be shown, with those that the minimum already hides. */
export interface Family {
  metric: string
  /** Its days, where they are not those of the whole answer. */
  period?: Period
  /** Places of families before it: a group is shown only beside those at its place in them, and is refused with one of them. */
  only_with?: readonly number[]
  groups: readonly { members: readonly number[]; shown: boolean }[]
}

/**
 * From so many people on a group is audited in pairs alone: a mean of two digits leaves the work of five of them open, and what
 * is added and subtracted from several such means is open by as much for each.
 */
const SUMMED_BELOW = 1_000

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
    groups.map(({ members, shown }) => (shown ? groupOf({ metric, period }, members) : null)),
  )
  const groups = asked.flat().flatMap((group) => group ?? [])
  const known = await releases.known(db, groups)
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

/** The groups that would tell of too few, beside what was shown before and beside one another; none that was shown before. */
async function refusedAmong(
  tx: Db,
  { asked, known }: { asked: (releases.Group | null)[][]; known: ReadonlySet<number> },
  { families, minimum }: Releasing,
): Promise<Set<releases.Group>> {
  const groups = asked.flat().flatMap((group) => group ?? [])
  const before = new Set([...known].flatMap((place) => groups[place] ?? []))
  const tells = await auditOf(tx, groups, minimum)
  const refused = new Set<releases.Group>()
  asked.forEach((family, place) => {
    const beside = families[place]?.only_with ?? []
    family.forEach((group, nth) => {
      if (group === null) return
      const alone = beside.some((other) => refused.has(asked[other]?.[nth] as releases.Group))
      if (alone || (tells(group) && !before.has(group))) refused.add(group)
    })
  })
  return refused
}

/** Whether a group tells of too few beside what was shown; to be asked in order, since one that does not counts as shown. */
async function auditOf(
  tx: Db,
  groups: readonly releases.Group[],
  minimum: number,
): Promise<(group: releases.Group) => boolean> {
  const rivals = await releases.rivals(tx, groups, minimum)
  const byPlace = Map.groupBy(rivals, ({ place }) => place)
  const places = new Map(groups.map((group, place) => [group, place]))
  const passed = new Map<string, releases.Group[]>()
  const bySums = await sumsAuditOf(tx, groups, minimum)
  return (group) => {
    const before = passed.get(numberOf(group)) ?? []
    const beside = [...(byPlace.get(places.get(group) as number) ?? []), ...before]
    const pairs = beside.some(({ members }) => isolates(group.members, members, minimum))
    if (pairs || bySums(group)) return true
    passed.set(numberOf(group), [...before, group])
    return false
  }
}

/** Whether the sum over a group tells of too few beside those over the newest others; to be asked in order. */
async function sumsAuditOf(
  tx: Db,
  groups: readonly releases.Group[],
  minimum: number,
): Promise<(group: releases.Group) => boolean> {
  const small = groups.filter(({ people }) => people < SUMMED_BELOW)
  const alike = [...Map.groupBy(small, numberOf).values()]
  const newest = await releases.newest(
    tx,
    alike.flatMap(([first]) => first ?? []),
    SUMMED_BELOW,
  )
  const audits = new Map(
    alike.flatMap((asked, place) => {
      const members = asked.map((it) => it.members)
      const audit = sumsAudit(newest.get(place) ?? [], members, minimum)
      return asked.map((group, nth) => [group, () => audit(nth)])
    }),
  )
  return (group) => audits.get(group)?.() === true
}

/** What the numbers of two groups have to have in common to be added and subtracted: the metric and the days. */
function numberOf({ metric, period }: releases.Group): string {
  return `${metric} ${period.from} ${period.to}`
}

async function keep(
  tx: Db,
  groups: releases.Group[],
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
  members: readonly number[],
): releases.Group {
  const bitmap = bitmapOf(members)
  const hash = createHash('sha256').update(bitmap).digest('hex')
  const total = members.reduce((sum, id) => sum + id, 0)
  return { metric, period, hash, people: members.length, total, members: bitmap }
}
