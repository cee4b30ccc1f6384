import type { Reason } from '../model/index.ts'

/** That a number would be about fewer people than the minimum group; the same whether there are some or none. */
export function hidden(minimum: number): Reason {
  return {
    reason: 'hidden',
    message: `Not shown: fewer than ${minimum} people, or so few that it would tell of them.`,
  }
}

/** That a number, beside others that were shown before, would tell of fewer people than the minimum by adding and subtracting. */
export function overlaps(minimum: number): Reason {
  return {
    reason: 'overlaps',
    message: `Not shown: together with what was shown before it would tell of fewer than ${minimum} people. Leave out a filter, or ask for the whole team or period.`,
  }
}

/** Why a group is not shown: for what was shown before, or for the minimum. */
export function withheld({ refused }: { refused?: boolean }, minimum: number): Reason {
  return refused ? overlaps(minimum) : hidden(minimum)
}

/** That there are too few people for the uncertainty to be known. */
export function tooFewPeople(least: number): Reason {
  return {
    reason: 'too_few_people',
    message: `There are fewer than ${least} people, too few to say how much of this is chance.`,
  }
}

/** Fewest teams of a cohort of which a number is shown: one of fewer would be about this team or that. */
export const LEAST_TEAMS = 5

/** That the people are in too few teams for a number of teams to be shown. */
export function tooFewTeams(least: number): Reason {
  return {
    reason: 'too_few_teams',
    message: `Fewer than ${least} teams of these people have a value, too few for a number of teams.`,
  }
}

/** That nothing is known by which people are like one another. */
export const NOTHING_ALIKE: Reason = {
  reason: 'nothing_alike',
  message: 'Nobody’s level, role or place is known, so like cannot be compared with like.',
}
