import { sql } from 'kysely'
import { type Coverage, daysBetween, type Period, type Unmatched } from '../model/index.ts'
import { shownSize } from '../privacy/shown-size.ts'
import { type Db, one } from '../store/db.ts'

/** A span of days of which a source speaks. */
export interface Covered {
  source: string
  subject: string
  from_day: string
  to_day: string
}

/** The first day of which pull requests are known, and the day up to which, excluded; null while none are. */
export function knownSpan(covered: readonly Covered[]): {
  from: string | null
  until: string | null
} {
  const spans = covered.filter(({ subject }) => subject === 'pull_requests')
  const [from = null] = spans.map(({ from_day }) => from_day).sort()
  const until =
    spans
      .map(({ to_day }) => to_day)
      .sort()
      .at(-1) ?? null
  return { from, until }
}

/** On how many days of a period each source speaks of each subject but its accounts. */
export function coverageIn(covered: readonly Covered[], period: Period): Coverage[] {
  const bySubject = Object.groupBy(
    covered.filter(({ subject }) => subject !== 'accounts'),
    ({ source, subject }) => `${source} ${subject}`,
  )
  return Object.values(bySubject).flatMap((spans = []) => {
    const [first] = spans
    if (!first) return []
    const days = spans.reduce((sum, span) => sum + daysShared(span, period), 0)
    const { source, subject } = first
    return [{ source, subject, days, of_days: daysBetween(period.from, period.to) }]
  })
}

/** Whether absences are known in a period; they may have been where the facts of its first days are no longer kept. */
export async function leaveKnown(db: Db, { from, to }: Period): Promise<boolean> {
  const { known } = await one(
    db,
    sql<{ known: boolean }>`
      select exists (select from absences a where a.from_day < ${to}::date and a.to_day > ${from}::date)
        or exists (select from retention r where r.kept_from > ${from}::date) as known
    `,
  )
  return known
}

/** The accounts, bots left out, with merged pull requests in the period that are linked to nobody. */
export async function unmatchedIn(
  db: Db,
  { from, to }: Period,
  { time_zone, minimum }: { time_zone: string; minimum: number },
): Promise<Unmatched> {
  const merged_in = sql`
    p.merged_at >= (${from}::timestamp at time zone ${time_zone}) and p.merged_at < (${to}::timestamp at time zone ${time_zone})
  `
  const { accounts, unmatched, bots } = await one(
    db,
    sql<{ accounts: number; unmatched: number; bots: number }>`
      with few as (
        select a.bot, count(*) as pulls
        from accounts a
        join pull_requests p on p.account_id = a.id and ${merged_in}
        where a.user_id is null or a.bot
        group by a.id
      )
      select count(*) filter (where not f.bot) as accounts, coalesce(sum(f.pulls) filter (where not f.bot), 0) as unmatched,
        coalesce(sum(f.pulls) filter (where f.bot), 0) as bots
      from few f
    `,
  )
  const shown = shownSize(accounts, minimum)
  if (shown === null) return { accounts: null, share: null }
  // Accounts of nobody and of bots are few: all others are what is left of one count of everything, made only where it is told.
  const { all } = await one(
    db,
    sql<{ all: number }>`select count(*) as "all" from pull_requests p where ${merged_in}`,
  )
  return { accounts: shown, share: Math.round((100 * unmatched) / (all - bots)) / 100 }
}

function daysShared({ from_day, to_day }: Covered, { from, to }: Period): number {
  const first = from_day > from ? from_day : from
  const end = to_day < to ? to_day : to
  return Math.max(0, daysBetween(first, end))
}
