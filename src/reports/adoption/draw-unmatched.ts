import { sql } from 'kysely'
import type { AdoptionReport } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { type Db, one } from '../../store/db.ts'
import type { Question } from './question.ts'

/** The accounts, bots left out, with days of use in the period that are linked to nobody. */
export async function drawUnmatched(
  db: Db,
  { tool, period: { from, to }, minimum }: Question,
): Promise<AdoptionReport['unmatched_use']> {
  const { accounts, unmatched, days } = await one(
    db,
    sql<{ accounts: number; unmatched: number; days: number }>`
      select count(*) filter (where a.user_id is null) as accounts,
        coalesce(sum(m.days) filter (where a.user_id is null), 0) as unmatched, coalesce(sum(m.days), 0) as days
      from (
        select d.account_id, count(*) as days
        from tool_days d
        where lower(d.tool) = lower(${tool}) and d.day >= ${from}::date and d.day < ${to}::date
        group by d.account_id
      ) m
      join accounts a on a.id = m.account_id
      where not a.bot
    `,
  )
  const shown = shownSize(accounts, minimum)
  return {
    accounts: shown,
    share: shown === null ? null : Math.round((100 * unmatched) / days) / 100,
  }
}
