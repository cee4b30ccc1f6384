import type { Random } from '../stats/random.ts'
import { launchWeek } from './adoption.ts'
import { isoOf } from './clock.ts'
import { type CoderAccount, namesAtCoder } from './coder-account.ts'
import { USAGE } from './coefficients.ts'
import type { Frame } from './frame.ts'
import { at, type Panel } from './panel.ts'
import type { Person } from './person.ts'
import type { Staff } from './staff.ts'
import { workingSecond } from './timeline.ts'

const NEVER_USED = 0.08
const OF_STAFF = 0.1
const OF_LEAVERS_SUSPENDED = 0.75
const WEEKS_TO_DORMANT = 13

/**
 * Accounts of everybody who adopted the tool, of some who were let in and never came, and a few that are no person;
 * in the order of their usernames, as the tool's own list has them.
 */
export function drawCoderAccounts(
  people: readonly Person[],
  staff: readonly Staff[],
  panel: Panel,
  frame: Frame,
  random: Random,
): CoderAccount[] {
  const names = namesAtCoder(random)
  const instant = (zone: string, day: number) =>
    isoOf(frame.clock.instant(zone, day, workingSecond(random)))
  const ofPeople = people.flatMap((person): CoderAccount[] => {
    const opening = openingOf(person, panel, random)
    if (!opening) return []
    const created_at = instant(person.time_zone, opening.day)
    return [{ ...names.ofPerson(person), status: opening.status, created_at, person: person.index }]
  })
  const ofStaff = staff
    .filter(() => random.chance(OF_STAFF))
    .map((colleague): CoderAccount => {
      const created_at = instant(colleague.time_zone, random.int(frame.clock.weeks * 7))
      return { ...names.ofPerson(colleague), status: 'dormant', created_at }
    })
  const services = Math.max(2, Math.round(frame.settings.people * 0.005))
  const ofServices = Array.from({ length: services }, (_, index): CoderAccount => {
    return { ...names.ofService(index), status: 'active', created_at: instant('UTC', 0) }
  })
  return [...ofPeople, ...ofStaff, ...ofServices].sort(byUsername)
}

function byUsername(a: CoderAccount, b: CoderAccount): number {
  return a.username < b.username ? -1 : 1
}

interface Opening {
  day: number
  status: CoderAccount['status']
}

/** When a person's account was opened, and what has become of it; nothing for who has none. */
function openingOf(person: Person, panel: Panel, random: Random): Opening | undefined {
  const end = panel.weeks * 7
  const adopted = at(panel.adopted, person.index)
  if (adopted >= 0) {
    const day = Math.max(adopted * 7 - random.int(5), person.from, 0)
    return { day, status: statusOf(person, adopted, panel.weeks, random) }
  }
  const first = Math.max(launchWeek(person.geo.launch, panel.weeks) * 7, person.from)
  const last = Math.min(person.to, end)
  if (first >= last || !random.chance(NEVER_USED)) return undefined
  return { day: first + random.int(last - first), status: 'dormant' }
}

function statusOf(person: Person, adopted: number, weeks: number, random: Random) {
  if (Number.isFinite(person.to)) {
    return random.chance(OF_LEAVERS_SUSPENDED) ? 'suspended' : 'active'
  }
  const dropped = adopted + USAGE.dropped.after_weeks
  return person.drops && weeks - dropped > WEEKS_TO_DORMANT ? 'dormant' : 'active'
}
