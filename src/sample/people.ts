import type { Random } from '../stats/random.ts'
import { DRIVERS, LEVELS } from './coefficients.ts'
import type { Frame } from './frame.ts'
import { drawGitAccount } from './git-accounts.ts'
import { drawName } from './naming.ts'
import { drawNature } from './nature.ts'
import type { Person, Tenure } from './person.ts'
import { fillSeats } from './tenures.ts'
import type { Team } from './tree.ts'

/** Everybody who writes code at any time, those first whose seat comes first. */
export function drawPeople(teams: readonly Team[], frame: Frame, random: Random): Person[] {
  const tenures = fillSeats(teams, frame.settings, random.fork('seats'))
  const people = tenures.map((tenure, index) => ({
    ...tenure,
    ...drawNature(ownRate(teams, tenure), DRIVERS[frame.settings.scenario], random),
    ...drawIdentity(tenure, frame, random),
    index,
    leads: false,
  }))
  return withLeads(people, frame.clock.weeks * 7 - 1)
}

function ownRate(teams: readonly Team[], { first_team }: Tenure): number {
  return teams[first_team]?.own_rate ?? 0
}

function drawIdentity(tenure: Tenure, frame: Frame, random: Random) {
  const { clock, settings } = frame
  const name = drawName(tenure.geo.name, random)
  const email = frame.mailbox(name)
  const git = drawGitAccount(name, email, frame, random)
  return {
    name: `${name.given} ${name.family}`,
    email,
    ...(git.match === 'alias' && { alias: git.email }),
    ...drawEmployment(random),
    level_known: !random.chance(settings.faults.missing_level),
    time_zone: random.pick(tenure.geo.zones),
    start_date: clock.day(tenure.from),
    ...(Number.isFinite(tenure.to) && { end_date: clock.day(tenure.to) }),
    git,
  }
}

function drawEmployment(random: Random): Pick<Person, 'fte' | 'employment'> {
  if (random.chance(0.06)) return { fte: 0.7, employment: 'Part-time' }
  return { fte: 1, employment: random.chance(0.08) ? 'Contractor' : 'Full-time' }
}

/** Marks the leads: of those in a team on the last day the first of the highest level. */
function withLeads(people: readonly Person[], last_day: number): Person[] {
  const leads = new Map<number, Person>()
  for (const person of people) {
    if (person.to <= last_day) continue
    const lead = leads.get(person.team)
    if (!lead || LEVELS.indexOf(person.level) > LEVELS.indexOf(lead.level)) {
      leads.set(person.team, person)
    }
  }
  return people.map((person) => ({ ...person, leads: leads.get(person.team) === person }))
}
