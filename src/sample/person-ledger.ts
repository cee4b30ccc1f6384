import type { CoderAccount, Spelling } from './coder-account.ts'
import { weeksOf } from './ledger.ts'
import { at, daysIn } from './panel.ts'
import type { GitMatch } from './person.ts'
import type { World } from './world.ts'

/** What one person did, a number a week: what the files hold of it, each thing counted once. */
export interface PersonLedger {
  email: string
  login: string
  match: GitMatch
  /** How the address is written at Coder; absent for who has no account there. */
  coder?: Spelling
  /** Monday of the week of adoption. */
  adopted?: string
  available_days: number[]
  /** Merged under the person's account, by whomever. */
  merged: number[]
  /** Of these: merged by an agent; absent for who has none. */
  by_agent?: number[]
  tool_days: number[]
}

/** The ledgers of all who write code, one after the other. */
export function* personLedgers(
  { people, panel, frame }: World,
  accounts: readonly CoderAccount[],
): Generator<PersonLedger> {
  const spellings = new Map(accounts.map(({ person, spelling }) => [person, spelling]))
  for (const { index, email, git } of people) {
    const { weeks } = panel
    const agent = weeksOf(panel.agent, index, weeks)
    const merged = weeksOf(panel.merged, index, weeks)
    const adopted = at(panel.adopted, index)
    yield {
      email,
      login: git.login,
      match: git.match,
      ...(spellings.has(index) && { coder: spellings.get(index) }),
      ...(adopted >= 0 && { adopted: frame.clock.day(adopted * 7) }),
      available_days: Array.from(weeksOf(panel.available, index, weeks), daysIn),
      merged: Array.from(merged, (count, week) => count + at(agent, week)),
      ...(agent.some((count) => count > 0) && { by_agent: [...agent] }),
      tool_days: Array.from(weeksOf(panel.used, index, weeks), daysIn),
    }
  }
}
