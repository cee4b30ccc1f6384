import { type RawBuilder, sql } from 'kysely'
import { type Db, many } from '../store/db.ts'
import { KEPT_FROM } from '../store/retention.ts'
import * as settings from '../store/settings.ts'
import { daysIn, instantsOf, mask, WORKING_DAYS } from './by-week.ts'
import { counts, mergedOf } from './sums/merged.ts'

/** How many available days a person waited, and whether it happened then or is still to come. */
export interface Wait {
  user_id: number
  days: number
  happened: boolean
}

/**
 * The available days from the first day of employment to the day of the so manieth merged pull request, both included; of whom
 * it has not happened to, to the end of what is known or of their employment. For the people whose ids the query `people`
 * gives, as far as they began when pull requests were known already, these are kept to this day, and they have an account at a
 * source of them. What `kaplanMeier` takes; never to be shown by itself.
 */
export function waitsForPullRequest(
  db: Db,
  nth: number,
  people: RawBuilder<unknown>,
): Promise<Wait[]> {
  return many(
    db,
    sql<Wait>`
      with span as (
        select greatest(min(c.from_day), ${KEPT_FROM}) as first, max(c.to_day) as until
        from coverage c
        where c.subject = 'pull_requests' and c.team_id is null
      ),
      starters as (
        select u.id, coalesce(u.time_zone, ${settings.timeZone}) as zone, u.start_date,
          least(s.until, u.end_date, (u.deleted_at at time zone 'UTC')::date) as until
        from users u
        join span s on u.start_date >= s.first and u.start_date < s.until
        where u.id in (${people})
      ),
      ordered as (
        select m.user_id, m.day, row_number() over (partition by m.user_id order by m.merged_at, m.repo_id, m.number) as place
        from (${mergedOf(PERSONS)}) m
        where ${counts}
      ),
      ends as (
        select s.id, s.start_date, n.day is not null as happened, coalesce(n.day + 1, s.until) as until
        from starters s
        left join ordered n on n.user_id = s.id and n.place = ${nth}
      )
      select e.id as user_id, e.happened,
        sum(${daysIn(sql`w.scheduled & ${mask(sql`w.week`, WORKING_DAYS, { from: sql`e.start_date`, to: sql`e.until` })}`)}) as days
      from ends e
      join user_weeks w on w.user_id = e.id and w.week >= date_trunc('week', e.start_date) and w.week < e.until and w.code_days > 0
      group by e.id, e.happened
      order by e.id
    `,
  )
}

const PERSONS = sql`(
  select s.id as user_id, s.zone, ${instantsOf(sql`s.start_date`, sql`s.until`, sql`s.zone`)}, a.id as account_id
  from starters s
  join accounts a on a.user_id = s.id and not a.bot
)`
