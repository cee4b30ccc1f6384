import { sql } from 'kysely'
import { type Db, many, one } from './db.ts'

/** An account with how much hangs on it. */
export interface ListedAccount {
  id: number
  source: string
  username: string | null
  email: string | null
  name: string | null
  status: string | null
  bot: boolean
  bot_word: boolean | null
  suspected: string | null
  link: 'email' | 'noreply' | 'username' | 'hand' | 'none' | null
  user_id: number | null
  pull_requests: number
}

interface Wanted {
  source?: string | undefined
  linked: boolean
  /** Only bots, and accounts of which somebody has thought or said so; whoever they belong to. */
  bots: boolean
  q: string
  page: number
  page_size: number
}

/** Whether account `a` waits for somebody: neither a person's, nor a bot's, nor said to be nobody's. */
const WAITING = sql`(a.user_id is null and not a.bot and a.link is null)`

/** Whether account `a` is a bot, or was suspected or said to be one or none. */
const BOTS = sql`(a.bot or a.bot_word is not null)`
/** Whether a person has yet to say whether account `a` is the bot that it is suspected to be. */
const UNREVIEWED = sql`(a.suspected is not null and a.bot_word is null)`

/**
 * Accounts that wait for a person, or the others, or bots, those with the most pull requests first; of them those whose names
 * or address hold `q`. An account of a bot, or one that a person has said is nobody's, waits for nobody. Of the bots the
 * suspected ones come first, until a person has spoken of them.
 */
export async function list(
  db: Db,
  { source, linked, bots, q, page, page_size }: Wanted,
): Promise<{ accounts: ListedAccount[]; total: number }> {
  const which = sql`${bots ? BOTS : sql`${WAITING} = ${!linked}`} and ${ofSource(source)} and ${holding(q)}`
  const { total } = await one(
    db,
    sql<{ total: number }>`select count(*) as total from accounts a where ${which}`,
  )
  const accounts = await many(
    db,
    sql<ListedAccount>`
      select a.id, a.source, a.username, a.email, a.name, a.status, a.bot, a.bot_word, a.suspected, a.link,
        a.user_id,
        (select count(*) from pull_requests p where p.account_id = a.id) as pull_requests
      from accounts a
      where ${which}
      order by ${bots ? sql`${UNREVIEWED} desc,` : sql``} pull_requests desc, a.id
      limit ${page_size} offset ${(page - 1) * page_size}
    `,
  )
  return { accounts, total }
}

function holding(q: string) {
  if (q === '') return sql`true`
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return sql`lower(concat_ws(chr(10), a.username, a.email, a.name)) like ${pattern}`
}

function ofSource(source: string | undefined) {
  return sql`(${source ?? null}::text is null or a.source = ${source ?? null})`
}

/** An account that waits for a person, as far as it is compared with people. */
export type WaitingAccount = Pick<
  ListedAccount,
  'id' | 'source' | 'username' | 'email' | 'name' | 'bot'
>

/** All accounts that wait for a person, of a source where one is given. */
export function waiting(db: Db, source: string | undefined): Promise<WaitingAccount[]> {
  return many(
    db,
    sql<WaitingAccount>`
      select a.id, a.source, a.username, a.email, a.name, a.bot
      from accounts a
      where ${WAITING} and ${ofSource(source)}
      order by a.id
    `,
  )
}

/** How many accounts of a source wait for a person, and how many of its facts hang on them. Bots do not count. */
export interface UnmatchedShare {
  source: string
  accounts: number
  unmatched: number
  /** Pull requests, reviews and days of use. */
  facts: number
  unmatched_facts: number
}

/** The same for every source that has accounts. */
export function shares(db: Db): Promise<UnmatchedShare[]> {
  return many(
    db,
    sql<UnmatchedShare>`
      with facts as (
        select p.account_id, count(*) as n from pull_requests p group by p.account_id
        union all
        select r.account_id, count(*) from reviews r group by r.account_id
        union all
        select d.account_id, count(*) from tool_days d group by d.account_id
      ),
      counted as (select f.account_id, sum(f.n) as n from facts f group by f.account_id)
      select a.source, count(*) as accounts, count(*) filter (where ${WAITING}) as unmatched,
        coalesce(sum(c.n), 0) as facts, coalesce(sum(c.n) filter (where ${WAITING}), 0) as unmatched_facts
      from accounts a
      left join counted c on c.account_id = a.id
      where not a.bot
      group by a.source
      order by a.source collate "C"
    `,
  )
}
