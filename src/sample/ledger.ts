import type { CoderAccount } from './coder-account.ts'
import { at, daysIn } from './panel.ts'
import type { GitMatch } from './person.ts'
import type { World } from './world.ts'

/** How much of what stands in the files: to be found again, to the last one, in whatever was loaded from them. */
export interface Ledger {
  people: {
    writing_code: number
    others: number
    left: number
    without_level: number
    /** Who changed their team in the re-organisation. */
    moved: number
  }
  /** Of those who write code: how many are led to by what. */
  git: Record<GitMatch, number>
  pull_requests: {
    merged_by_people: number
    merged_by_agents: number
    merged_by_flagged_bots: number
    merged_by_unflagged_bots: number
    unmerged: number
    repeated: number
    /** Of those merged by people and agents: how many are under accounts that nothing leads from. */
    of_unmatched: number
    /** Merged during the outage, and so in no file. */
    lost: number
  }
  tool_days: {
    days: number
    repeated: number
    /** Of the days: how many are under an address that is not the person's. */
    of_other_spelling: number
  }
  coder: {
    of_people: number
    of_others: number
    of_services: number
    active: number
    dormant: number
    suspended: number
    other_case: number
    other_spelling: number
  }
}

export function ledgerOf(
  world: World,
  others: number,
  accounts: readonly CoderAccount[],
  lost: number,
): Ledger {
  const { people } = world
  const matched = (match: GitMatch) => people.filter(({ git }) => git.match === match).length
  return {
    people: {
      writing_code: people.length,
      others,
      left: people.filter(({ end_date }) => end_date).length,
      without_level: people.filter(({ level_known }) => !level_known).length,
      moved: people.filter(({ moves }) => Number.isFinite(moves)).length,
    },
    git: {
      declared: matched('declared'),
      noreply: matched('noreply'),
      renamed: matched('renamed'),
      email: matched('email'),
      alias: matched('alias'),
      unmatched: matched('unmatched'),
    },
    pull_requests: { ...pullLedger(world), lost },
    tool_days: dayLedger(world, accounts),
    coder: coderLedger(accounts),
  }
}

function pullLedger({ people, panel, bots }: World): Omit<Ledger['pull_requests'], 'lost'> {
  const ofBots = (flagged: boolean) =>
    total(bots.filter((bot) => bot.flagged === flagged).flatMap(({ merged }) => merged))
  const unmatched = people.filter(({ git }) => git.match === 'unmatched')
  return {
    merged_by_people: total(panel.merged),
    merged_by_agents: total(panel.agent),
    merged_by_flagged_bots: ofBots(true),
    merged_by_unflagged_bots: ofBots(false),
    unmerged: total(panel.unmerged),
    repeated: total(panel.repeated_pulls) + total(bots.flatMap(({ repeated }) => repeated)),
    of_unmatched: total(
      unmatched.flatMap(({ index }) => [
        ...weeksOf(panel.merged, index, panel.weeks),
        ...weeksOf(panel.agent, index, panel.weeks),
      ]),
    ),
  }
}

function dayLedger({ panel }: World, accounts: readonly CoderAccount[]): Ledger['tool_days'] {
  const respelt = accounts.filter(({ spelling }) => spelling === 'other_spelling')
  const daysOf = ({ person }: CoderAccount) =>
    person === undefined ? 0 : totalDays(weeksOf(panel.used, person, panel.weeks))
  return {
    days: totalDays(panel.used),
    repeated: totalDays(panel.repeated_days),
    of_other_spelling: total(respelt.map(daysOf)),
  }
}

function coderLedger(accounts: readonly CoderAccount[]): Ledger['coder'] {
  const count = (test: (account: CoderAccount) => boolean) => accounts.filter(test).length
  return {
    of_people: count(({ person }) => person !== undefined),
    of_others: count(({ person, email }) => person === undefined && email !== ''),
    of_services: count(({ email }) => email === ''),
    active: count(({ status }) => status === 'active'),
    dormant: count(({ status }) => status === 'dormant'),
    suspended: count(({ status }) => status === 'suspended'),
    other_case: count(({ spelling }) => spelling === 'other_case'),
    other_spelling: count(({ spelling }) => spelling === 'other_spelling'),
  }
}

/** One person's cells. */
export function weeksOf<T extends Uint8Array | Uint16Array>(
  values: T,
  person: number,
  weeks: number,
) {
  return values.subarray(person * weeks, (person + 1) * weeks)
}

function total(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += at(values, i)
  return sum
}

function totalDays(weeks: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < weeks.length; i++) sum += daysIn(at(weeks, i))
  return sum
}
