import { sumsAudit } from '../../privacy/follows-few.ts'
import { isolates } from '../../privacy/isolates.ts'
import { keepsOut } from '../../privacy/kept-out.ts'
import type { Db } from '../../store/db.ts'
import * as released from '../../store/released-groups.ts'
import { linesAround, linesBeside, spreadIn } from './lines.ts'
import type { Releasing } from './release.ts'

/**
 * From so many people on a group is audited in pairs alone: a mean of two digits leaves the work of one of them open at the
 * least and of four on average, and what is added and subtracted from several such means is open by as much for each.
 */
const SUMMED_BELOW = 200

/** Tells of groups, asked for in order, whether they are refused; one that is not counts as shown for those after it. */
type Audit = (group: released.Group) => boolean

/** The groups that would tell of too few, beside what was shown before and beside one another; none that was shown before. */
export async function refusedAmong(
  tx: Db,
  { asked, known }: { asked: (released.Group | null)[][]; known: ReadonlySet<number> },
  { families, minimum }: Releasing,
): Promise<Set<released.Group>> {
  const groups = asked.flat().flatMap((group) => group ?? [])
  const before = new Set([...known].flatMap((place) => groups[place] ?? []))
  const alone = groups.filter((group) => !isBySteps(group))
  const audits = [
    await pairsAudit(tx, alone, minimum),
    await stepsAudit(tx, groups, minimum),
    await lastLinksAudit(
      tx,
      alone.filter((group) => !before.has(group)),
      minimum,
    ),
    await sumsAuditOf(tx, alone, minimum),
  ]
  const refused = new Set<released.Group>()
  asked.forEach((family, place) => {
    const beside = families[place]?.only_with ?? []
    family.forEach((group, nth) => {
      if (group === null) return
      const single = beside.some((other) => refused.has(asked[other]?.[nth] as released.Group))
      const tells = single || audits.some((audit) => audit(group))
      if (tells && !before.has(group)) refused.add(group)
    })
  })
  return refused
}

/** Refuses groups that lie within others, or hold them, with too few between. */
async function pairsAudit(
  tx: Db,
  groups: readonly released.Group[],
  minimum: number,
): Promise<Audit> {
  const rivals = await released.rivals(tx, groups, minimum)
  const byPlace = Map.groupBy(rivals, ({ place }) => place)
  const beside = new Map(
    groups.map((group, place) => [group, (byPlace.get(place) ?? []).map((it) => it.members)]),
  )
  return audited(beside, {
    read: ({ members }) => members,
    tells: (a, b) => isolates(a, b, minimum),
    mayTell: (a, b) => a.people !== b.people && Math.abs(a.people - b.people) < minimum,
  })
}

/**
 * Refuses groups that keep out too few of several steps that add up to just their days, and the other way round. These are several
 * means: beside a large group they tell no more than others do.
 */
async function stepsAudit(
  tx: Db,
  groups: readonly released.Group[],
  minimum: number,
): Promise<Audit> {
  const along = await released.alongSteps(tx, groups, SUMMED_BELOW)
  const byPlace = Map.groupBy(along, ({ place }) => place)
  const lines = await linesBeside(tx, groups, SUMMED_BELOW)
  const beside = new Map(
    groups.map((group, place) => [
      group,
      [...(byPlace.get(place) ?? []).map(spreadIn), ...(lines.get(group) ?? [])],
    ]),
  )
  const isAsked = (group: released.Group) =>
    isBySteps(group) || (beside.get(group) ?? []).length > 0
  const audit = audited(beside, {
    read: (group) => spreadIn({ members: group.members, by_steps: isBySteps(group) }),
    tells: (a, b) => keepsOut(a, b, minimum),
  })
  return (group) => isAsked(group) && audit(group)
}

/** What a group is held against others by. */
interface Held<T> {
  read: (group: released.Group) => T
  tells: (a: T, b: T) => boolean
  /** Whether two groups could tell at all, by their sizes: of a thousand groups side by side hardly any two could. */
  mayTell?: (a: released.Group, b: released.Group) => boolean
}

/** Refuses groups that, with others that were shown, would add up to the days of one that keep out too few, or of which too few. */
async function lastLinksAudit(
  tx: Db,
  groups: readonly released.Group[],
  minimum: number,
): Promise<Audit> {
  const sums = await linesAround(tx, groups, SUMMED_BELOW)
  return (group) =>
    (sums.get(group) ?? []).some(({ line, whole }) => keepsOut(line, whole, minimum))
}

/** Refuses what tells of too few beside each of some, and beside each that passed before it. */
function audited<T>(
  beside: ReadonlyMap<released.Group, readonly T[]>,
  { read, tells, mayTell = () => true }: Held<T>,
): Audit {
  const passed = new Map<string, { group: released.Group; it: T }[]>()
  return (group) => {
    const it = read(group)
    const before = passed.get(group.metric) ?? []
    const others = (beside.get(group) ?? []).some((other) => tells(it, other))
    if (others || before.some((other) => isRival(group, other.group) && tells(it, other.it)))
      return true
    before.push({ group, it })
    passed.set(group.metric, before)
    return false
  }

  function isRival(group: released.Group, other: released.Group): boolean {
    return mayTell(group, other) && isBeside(group, other)
  }
}

/** Whether numbers of a metric are held against each other: of overlapping days, those of steps of just the same. */
function isBeside({ metric, period: a }: released.Group, { period: b }: released.Group): boolean {
  if (a.from === b.from && a.to === b.to) return true
  const inSteps = [released.IN_STEPS, released.BY_STEPS].some((some) => metric.startsWith(some))
  return !inSteps && a.from < b.to && a.to > b.from
}

/** Refuses groups of which the sum tells of too few beside those over the newest others. */
async function sumsAuditOf(
  tx: Db,
  groups: readonly released.Group[],
  minimum: number,
): Promise<Audit> {
  const small = groups.filter(({ people }) => people < SUMMED_BELOW)
  const alike = [...Map.groupBy(small, numberOf).values()]
  const firsts = alike.flatMap(([first]) => first ?? [])
  const newest = await released.newest(tx, firsts, SUMMED_BELOW)
  const audits = new Map(
    alike.flatMap((asked, place) => {
      const members = asked.map((it) => it.members)
      const audit = sumsAudit(newest.get(place) ?? [], members, minimum)
      return asked.map((group, nth) => [group, () => audit(nth)])
    }),
  )
  return (group) => audits.get(group)?.() === true
}

function isBySteps({ metric }: released.Group): boolean {
  return metric.startsWith(released.BY_STEPS)
}

/** What the numbers of two groups have to have in common to be added and subtracted: the metric and the days. */
function numberOf({ metric, period }: released.Group): string {
  return `${metric} ${period.from} ${period.to}`
}
