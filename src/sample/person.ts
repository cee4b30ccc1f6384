import type { Geo, Level, Role } from './coefficients.ts'

/**
 * What leads from the commits to the person. `declared`: the file of people names the login. `noreply`: so it does, and
 * the commits carry GitHub's own address. `renamed`: it names the former login, which that address still holds.
 * `email`: it names none, the commits carry the work address. `alias`: they carry a further address that it knows.
 * `unmatched`: nothing does.
 */
export type GitMatch = 'declared' | 'noreply' | 'renamed' | 'email' | 'alias' | 'unmatched'

export interface GitAccount {
  login: string
  /** The login that the file of people names, if any. */
  declared?: string
  /** The name on the profile, told of those alone whom nothing else leads to: enough for a guess. */
  name?: string
  /** The address that the commits carry. */
  email: string
  match: GitMatch
}

/** One seat of somebody who writes code, for as long as one person has it. */
export interface Tenure {
  /** The team on the first day, and the one from the day of the move on; that day is infinite for who stays. */
  first_team: number
  team: number
  moves: number
  /** First day at work and first day gone, as days of the clock; the first may be negative, the last infinite. */
  from: number
  to: number
  level: Level
  role: Role
  geo: Geo
}

/** What nobody sees: what makes a person merge more, and adopt sooner. */
export interface Nature {
  /** On the log rate of merged pull requests. */
  ability: number
  /** Ability and own team, standardised: those who do well adopt sooner and use more. */
  eagerness: number
  /** On the log of the cycle hours. */
  cycle: number
  /** On the log odds that a coding day is one in the tool. */
  liking: number
  immune: boolean
  /** Gives the tool up after a few weeks. */
  drops: boolean
}

/** Somebody who writes code, now or before. */
export interface Person extends Tenure, Nature {
  index: number
  name: string
  email: string
  /** A further address, known to the file of people. */
  alias?: string
  level_known: boolean
  time_zone: string
  /** 1, or 0.7: four days in even weeks and three in odd ones. */
  fte: number
  employment: 'Full-time' | 'Part-time' | 'Contractor'
  start_date: string
  end_date?: string
  leads: boolean
  git: GitAccount
}

/** Whether the person is employed on this day of the clock. */
export function employedOn({ from, to }: Pick<Tenure, 'from' | 'to'>, day: number): boolean {
  return from <= day && day < to
}

/** Index of the team that the person is in on this day of the clock. */
export function teamOn({ first_team, team, moves }: Tenure, day: number): number {
  return day < moves ? first_team : team
}
