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
  const asked = it.families.map(({ metric, groups }) =>
    groups.map(({ members, shown }) => (shown ? groupOf(metric, members) : null)),
  )
  const groups = asked.flat().flatMap((group) => group ?? [])
  const known = await releases.known(db, groups, it.period)
  const all = asked.map((family) => family.map((group) => group !== null))
  if (known.size === groups.length) return { shown: all, refused: false, fresh: false }
  return transaction(db, async (tx) => {
    await releases.hold(tx)
    const refused = await refusedAmong(tx, { groups, known }, it)
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
  { groups, known }: { groups: readonly releases.Group[]; known: ReadonlySet<number> },
  { period, minimum }: Releasing,
): Promise<Set<releases.Group>> {
  const rivals = await releases.rivals(tx, groups, period, minimum)
  const byPlace = Map.groupBy(rivals, ({ place }) => place)
  const tells = await sumsAuditOf(tx, groups, { period, minimum })
  const refused = new Set<releases.Group>()
  const passed = new Map<string, releases.Group[]>()
  groups.forEach((group, place) => {
    const before = passed.get(group.metric) ?? []
    const beside = [...(byPlace.get(place) ?? []), ...before]
    const pairs = beside.some(({ members }) => isolates(group.members, members, minimum))
    if (!known.has(place) && (pairs || tells(group))) refused.add(group)
    else passed.set(group.metric, [...before, group])
  })
  return refused
}

/** Whether the sum over a group tells of too few beside those over the newest others of its metric; to be asked in order. */
async function sumsAuditOf(
  tx: Db,
  groups: readonly releases.Group[],
  { period, minimum }: Pick<Releasing, 'period' | 'minimum'>,
): Promise<(group: releases.Group) => boolean> {
  const small = groups.filter(({ people }) => people < SUMMED_BELOW)
  const byMetric = Map.groupBy(small, ({ metric }) => metric)
  const newest = await releases.newest(tx, [...byMetric.keys()], period, SUMMED_BELOW)
  const audits = new Map(
    [...byMetric].map(([metric, asked]) => {
      const [before, members] = [newest.get(metric) ?? [], asked.map((it) => it.members)]
      return [metric, { asked, tells: sumsAudit(before, members, minimum) }]
    }),
  )
  return (group) => {
    const audit = audits.get(group.metric)
    const place = audit?.asked.indexOf(group) ?? -1
    return place >= 0 && audit?.tells(place) === true
  }
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
  await releases.add(tx, groups, period, { day, entry })
}

function groupOf(metric: string, members: readonly number[]): releases.Group {
  const bitmap = bitmapOf(members)
  const hash = createHash('sha256').update(bitmap).digest('hex')
  const total = members.reduce((sum, id) => sum + id, 0)
  return { metric, hash, people: members.length, total, members: bitmap }
}
