import { type RawBuilder, sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import { type Change, change } from './journal.ts'
import * as settings from './settings.ts'

/**
 * Sets a person's word on whether an account is a bot; null takes it back, and what the sources say and the server suspects
 * counts again. The caller links the account and marks the weeks.
 */
export async function judge(
  tx: Db,
  by: Change,
  account_id: number,
  word: boolean | null,
): Promise<void> {
  await change(tx, by, {
    table: 'accounts',
    keys: ['id'],
    columns: ['bot_word', 'bot', 'linked_in'],
    wanted: sql`
      select a.id, ${word}::boolean as bot_word, e.bot,
        case when e.bot <> a.bot then ${by.entry}::bigint else a.linked_in end as linked_in
      from accounts a
      cross join lateral (
        select coalesce(${word}::boolean, a.bot_said or a.suspected is not null) as bot
      ) e
      where a.id = ${account_id}
    `,
  })
}

/** What an account comes to, and why. */
export interface Judged {
  bot: boolean
  bot_word: boolean | null
  suspected: string | null
}

/** The same of one account that there is. */
export function info(db: Db, account_id: number): Promise<Judged> {
  return one(
    db,
    sql<Judged>`
      select a.bot, a.bot_word, a.suspected from accounts a where a.id = ${account_id}
    `,
  )
}

/** How many accounts are suspected without that a person has said anything of them. */
export async function unreviewed(db: Db): Promise<number> {
  const { n } = await one(
    db,
    sql<{ n: number }>`
      select count(*) as n from accounts a where a.suspected is not null and a.bot_word is null
    `,
  )
  return n
}

/** Pull requests without which what an account has done says nothing. */
const ENOUGH = sql.lit(20)
/** On how many days somebody must have done what nobody does. */
const DAYS = sql.lit(5)
/** Merged on one working day: more than this. */
const MERGED = sql.lit(15)
/** Different hours of one day. */
const HOURS = sql.lit(20)
/** The share of titles made by one template, in per cent: more than this. */
const ALIKE = sql.lit(90)

/**
 * Fills the new table `suspects` (account_id, reason) with the accounts that seem to be bots: by a name that matches `pattern`,
 * or by what at least 20 pull requests tell. Left out are those that are bots already, and those of which a person has spoken.
 * Gives how many there are.
 */
export async function openSuspects(tx: Db, pattern: RegExp): Promise<number> {
  await run(
    tx,
    sql`
      create temp table suspects on commit drop as
      with open as materialized (
        select a.id as account_id, a.username, a.name, a.email, coalesce(u.time_zone, ${settings.timeZone}) as zone
        from accounts a
        left join users u on u.id = a.user_id
        where not a.bot and a.bot_word is null
      ),
      busy as materialized (
        select o.account_id, o.zone
        from open o
        join pull_requests p on p.account_id = o.account_id
        group by o.account_id, o.zone
        having count(*) >= ${ENOUGH}
      ),
      reasons (rank, account_id, reason) as (
        ${named(pattern)} union all ${MERGES} union all ${TITLES} union all ${AROUND_THE_CLOCK}
      )
      select r.account_id, string_agg(r.reason, '; ' order by r.rank) as reason
      from reasons r
      group by r.account_id
    `,
  )
  return (await one(tx, sql<{ n: number }>`select count(*) as n from suspects`)).n
}

/**
 * Lets the accounts in the table `suspects` be bots until a person says otherwise; gives how many were none before. An account
 * that is as an import made it stays that import's, so that an undo takes it away with its suspicion.
 */
export function suspect(tx: Db, entry: number): Promise<number> {
  return run(
    tx,
    sql`
      update accounts a
      set suspected = s.reason, bot = true, linked_in = ${entry},
        changed_in = case when a.changed_in = a.created_in then a.changed_in else ${entry}::bigint end
      from suspects s
      where a.id = s.account_id and not a.bot and a.bot_word is null
    `,
  )
}

function named({ source }: RegExp): RawBuilder<unknown> {
  return sql`
    select 1, o.account_id, 'its name is like a bot’s'
    from open o
    where o.username ~* ${source} or o.name ~* ${source} or split_part(o.email, '@', 1) ~* ${source}
  `
}

const MERGES = sql`
  select 2, d.account_id, format('more than ${MERGED} pull requests merged a working day, on %s days', count(*))
  from (
    select b.account_id, (p.merged_at at time zone b.zone)::date as day
    from busy b
    join pull_requests p on p.account_id = b.account_id
    where p.merged_at is not null
    group by 1, 2
    having count(*) > ${MERGED}
  ) d
  where extract(isodow from d.day) < 6
  group by d.account_id
  having count(*) >= ${DAYS}
`

/**
 * What changes from one title to the next: numbers with what joins them, and hashes, of which one in a thousand has no digit.
 * To look for digits takes a third of the time of looking for hashes too.
 */
const CHANGING = sql.lit('[0-9a-f]*[0-9][0-9a-f]*([.,:/-][0-9]+)*')
/** A template of fewer words says nothing: some people title all their work by the key of its ticket. */
const TWO_WORDS = sql.lit('[^ #[:punct:]]{2}.* .*[^ #[:punct:]]{2}')

const TITLES = sql`
  select 3, t.account_id,
    format('%s%% of %s pull requests are titled like “%s”', floor(100 * t.n / t.titled), t.titled, left(t.template, 80))
  from (
    select f.account_id, f.template, count(*) as n, sum(count(*)) over (partition by f.account_id) as titled
    from (
      select b.account_id, regexp_replace(lower(p.title collate "C"), ${CHANGING}, '#', 'g') as template
      from busy b
      join pull_requests p on p.account_id = b.account_id
      where p.title is not null
    ) f
    group by f.account_id, f.template
  ) t
  where t.titled >= ${ENOUGH} -- a case keeps its order, and the expression is the dear part
    and case when 100 * t.n > ${ALIKE} * t.titled then t.template ~ ${TWO_WORDS} end
`

/** By what only the account itself does: others may merge its work while it sleeps. */
const AROUND_THE_CLOCK = sql`
  select 4, d.account_id, format('active in ${HOURS} or more hours of the day, on %s days', count(*))
  from (
    select e.account_id, e.at::date as day
    from (
      select b.account_id, i.at at time zone b.zone as at
      from busy b
      join pull_requests p on p.account_id = b.account_id
      cross join lateral (values (p.first_commit_at), (p.opened_at), (p.ready_at)) i(at)
      where i.at is not null
      union all
      select b.account_id, r.submitted_at at time zone b.zone
      from busy b
      join reviews r on r.account_id = b.account_id
    ) e
    group by 1, 2
    having bit_count(bit_or(1 << extract(hour from e.at)::int)::bit(24)) >= ${HOURS}
  ) d
  group by d.account_id
  having count(*) >= ${DAYS}
`
