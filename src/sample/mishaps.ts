import type { Random } from '../stats/random.ts'
import type { Settings } from './options.ts'
import { at, daysIn, type Panel, weekdaysIn } from './panel.ts'
import { employedOn, type Person, teamOn } from './person.ts'
import type { Team } from './tree.ts'

/** Pull requests that an agent merges in five days of its person. */
const AGENT_RATE = 20

/** Lets agents work under the accounts of some who adopted early and stayed, from two weeks after adoption on. */
export function addAgents(
  panel: Panel,
  people: readonly Person[],
  count: number,
  random: Random,
): void {
  const latest = Math.floor(panel.weeks * 0.75)
  const hosts = people.filter((person) => {
    const adopted = at(panel.adopted, person.index)
    return adopted >= 0 && adopted <= latest && !person.drops && !Number.isFinite(person.to)
  })
  for (const person of sampleOf(hosts, count, random)) {
    for (let week = at(panel.adopted, person.index) + 2; week < panel.weeks; week++) {
      const cell = person.index * panel.weeks + week
      const days = daysIn(at(panel.available, cell))
      panel.agent[cell] = random.poisson((AGENT_RATE * days) / 5)
    }
  }
}

function sampleOf<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items]
  const size = Math.min(count, left.length)
  return Array.from({ length: size }, () => left.splice(random.int(left.length), 1)).flat()
}

/** Weeks in which nothing was read from one division's repositories. */
export interface Outage {
  division: number
  from_week: number
  to_week: number
}

/** The outage that the settings ask for: of the first division, after two thirds of the time. */
export function outageOf({ faults, weeks }: Settings): Outage | undefined {
  if (faults.outage_weeks === 0) return undefined
  const from_week = Math.floor((weeks * 2) / 3)
  return { division: 0, from_week, to_week: Math.min(weeks, from_week + faults.outage_weeks) }
}

/** Takes what was merged in the outage out of the panel, as it is in no file, and counts it. */
export function lose(
  panel: Panel,
  people: readonly Person[],
  teams: readonly Team[],
  outage: Outage,
): number {
  let lost = 0
  for (const person of people) {
    for (let week = outage.from_week; week < outage.to_week; week++) {
      if (!employedOn(person, week * 7)) continue
      if (teams[teamOn(person, week * 7)]?.division !== outage.division) continue
      const cell = person.index * panel.weeks + week
      lost += at(panel.merged, cell) + at(panel.agent, cell)
      panel.merged[cell] = 0
      panel.agent[cell] = 0
      panel.unmerged[cell] = 0
    }
  }
  return lost
}

/** Lets a share of the merged pull requests and of the tool days stand twice in their files. */
export function repeat(panel: Panel, share: number, random: Random): void {
  for (let cell = 0; cell < panel.merged.length; cell++) {
    const merged = at(panel.merged, cell) + at(panel.agent, cell)
    panel.repeated_pulls[cell] = random.binomial(merged, share)
    for (const day of weekdaysIn(at(panel.used, cell))) {
      if (random.chance(share))
        panel.repeated_days[cell] = at(panel.repeated_days, cell) | (1 << day)
    }
  }
}
