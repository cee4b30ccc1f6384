import type { PersonFact, ToolUserFact } from '../model/index.ts'
import type { CoderAccount } from './coder-account.ts'
import { employedOn, type Person } from './person.ts'
import type { Staff } from './staff.ts'
import type { Team } from './tree.ts'

/**
 * What a file of people says at the end: everybody who ever wrote code, leavers with the day on which they were gone,
 * and those who write none.
 */
export function personFacts(
  people: readonly Person[],
  staff: readonly Staff[],
  teams: readonly Team[],
): PersonFact[] {
  return [
    ...people.map((person) => personFact(person, teams[person.team])),
    ...staff.map(staffFact),
  ]
}

/**
 * What the file said on a day of the clock, before the re-organisation: those employed then, in the teams of then,
 * nobody's end being known yet.
 */
export function earlierPersonFacts(
  people: readonly Person[],
  staff: readonly Staff[],
  teams: readonly Team[],
  day: number,
): PersonFact[] {
  const employed = people.filter((person) => employedOn(person, day)).map(asOfThen)
  return personFacts(employed, staff, teams)
}

function asOfThen({ end_date, ...person }: Person): Person {
  const stays = person.team === person.first_team
  return { ...person, team: person.first_team, leads: person.leads && stays }
}

function personFact(person: Person, team: Team | undefined): PersonFact {
  const { email, name, alias, start_date, end_date, time_zone, git } = person
  return {
    email,
    name,
    ...(alias && { aliases: [alias] }),
    start_date,
    ...(end_date && { end_date }),
    time_zone,
    ...(git.declared && { github_username: git.declared }),
    ...(team && { team: team.path }),
    team_lead: person.leads,
    writes_code: true,
    attributes: {
      Role: [person.role.name],
      ...(person.level_known && { Level: [person.level.name] }),
      Geo: [person.geo.name],
      'Employment type': [person.employment],
      FTE: [String(person.fte)],
    },
  }
}

function staffFact(staff: Staff): PersonFact {
  const { email, name, start_date, time_zone, team, role, geo, leads } = staff
  return {
    email,
    name,
    start_date,
    time_zone,
    team,
    team_lead: leads,
    writes_code: false,
    attributes: { Role: [role], Geo: [geo], 'Employment type': ['Full-time'], FTE: ['1'] },
  }
}

/** What the list of Coder's users says. */
export function toolUserFact({ username, email, status, created_at }: CoderAccount): ToolUserFact {
  return { account: { username, ...(email && { email }) }, status, created_at }
}
