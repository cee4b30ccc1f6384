import { sql } from 'kysely'
import { dayAfter } from '../../src/model/index.ts'
import type { SampleOrganisation } from '../../src/sample/organisation.ts'
import type { PersonLedger } from '../../src/sample/person-ledger.ts'
import { type Db, many, one } from '../../src/store/db.ts'
import { type Calendar, calendarOf } from './seeds-calendar.ts'

/** Every number that was loaded and is not the ledger's, as a sentence each; none where all tie out. */
export async function tieOut(db: Db, organisation: SampleOrganisation): Promise<string[]> {
  const weeks = await countedWeeks(db)
  const calendar = await calendarOf(organisation)
  return [
    ...differences('', await totals(db), expectedTotals(organisation)),
    ...differences('', await unduly(db, organisation), {
      known_in_outage: 0,
      known_of_unmatched: 0,
    }),
    ...[...organisation.personLedgers()].flatMap((person) =>
      differences(
        `${person.email} `,
        Object.fromEntries(weeks.get(person.email) ?? []),
        expectedWeeks(person, organisation, calendar),
      ),
    ),
  ]
}

type Numbers = Record<string, number>

function differences(whose: string, found: Numbers, expected: Numbers): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((what) =>
    found[what] === expected[what]
      ? []
      : `${whose}${what}: ${found[what] ?? 'unknown'} instead of ${expected[what] ?? 'unknown'}`,
  )
}

/** Whatever can be counted without asking who did it when. */
function totals(db: Db): Promise<Numbers> {
  return one(
    db,
    sql<Numbers>`
      select (select count(*) from users) as people,
        (
          select count(*) from team_members o
          join team_members n on n.user_id = o.user_id and n.valid_from = o.valid_to and n.valid_from < n.valid_to
          where o.valid_from < o.valid_to
        ) as moved,
        (
          select count(*) from team_members o
          join team_members n on n.user_id = o.user_id and n.id > o.id and n.valid_from < o.valid_to
            and n.valid_to > o.valid_from
          where o.valid_from < o.valid_to and n.valid_from < n.valid_to
        ) as in_two_teams_at_once,
        (
          select count(*) from users u
          where u.writes_code and not exists (
            select from user_attributes v join attributes n on n.id = v.attribute_id
            where v.user_id = u.id and n.name = 'Level'
          )
        ) as without_level,
        (select count(*) from accounts c where c.source = 'coder') as at_coder,
        (select count(*) from accounts c where c.source = 'coder' and c.status = 'suspended') as suspended,
        (select count(*) from pull_requests p where p.merged_at is not null) as merged,
        (select count(*) from pull_requests p where p.merged_at is null) as unmerged,
        count(*) filter (where a.bot and p.merged_at is not null) as merged_by_flagged_bots,
        count(*) filter (where a.user_id is null and not a.bot and p.merged_at is not null) as merged_by_nobody,
        count(*) filter (where a.user_id is not null and a.bot) as by_bots_of_people,
        (select count(*) from tool_days) as tool_days,
        (
          select count(*) from tool_days d join accounts a on a.id = d.account_id where a.user_id is null
        ) as tool_days_of_nobody
      from pull_requests p
      join accounts a on a.id = p.account_id
    `,
  )
}

function expectedTotals({ ledger }: SampleOrganisation): Numbers {
  const { people, pull_requests: pulls, tool_days: days, coder } = ledger
  const bots = pulls.merged_by_flagged_bots + pulls.merged_by_unflagged_bots
  return {
    people: people.writing_code + people.others,
    moved: people.moved,
    in_two_teams_at_once: 0,
    without_level: people.without_level,
    at_coder: coder.of_people + coder.of_others,
    suspended: coder.suspended,
    merged: pulls.merged_by_people + pulls.merged_by_agents + bots,
    unmerged: pulls.unmerged,
    merged_by_flagged_bots: pulls.merged_by_flagged_bots,
    merged_by_nobody: pulls.of_unmatched + pulls.merged_by_unflagged_bots,
    by_bots_of_people: 0,
    tool_days: days.days,
    tool_days_of_nobody: days.of_other_spelling,
  }
}

/** How many weeks hold a number of merges, be it 0, that nobody can know. */
function unduly(db: Db, { gaps, personLedgers }: SampleOrganisation): Promise<Numbers> {
  const unmatched = [...personLedgers()].flatMap((it) => (it.match === 'unmatched' ? it.email : []))
  const [{ from, to } = { from: null, to: null }] = gaps
  return one(
    db,
    sql<Numbers>`
      select count(*) filter (where w.week >= ${from}::date and w.week < ${to}::date) as known_in_outage,
        count(*) filter (where u.email = any(${unmatched}::text[])) as known_of_unmatched
      from user_weeks w
      join users u on u.id = w.user_id
      where w.prs_merged is not null
    `,
  )
}

/** Of each address the merged pull requests and the days of use of each week that are not 0. */
async function countedWeeks(db: Db): Promise<Map<string, Map<string, number>>> {
  const rows = await many(
    db,
    sql<{ email: string; what: string; count: number }>`
      select u.email, 'merged ' || w.week as what, w.prs_merged as count
      from user_weeks w
      join users u on u.id = w.user_id
      where w.prs_merged > 0
      union all
      select u.email, 'used ' || t.week, t.active_days
      from user_tool_weeks t
      join users u on u.id = t.user_id
      where t.active_days > 0
    `,
  )
  const byPerson = Map.groupBy(rows, ({ email }) => email)
  return new Map(
    [...byPerson].map(([email, all]) => [email, new Map(all.map((it) => [it.what, it.count]))]),
  )
}

/**
 * Merges of an outage are unknown for everybody, as the source cannot say whom it missed. Use on a public holiday is none on a
 * working day.
 */
function expectedWeeks(
  { email, match, coder, merged, tool_days }: PersonLedger,
  { settings, gaps }: SampleOrganisation,
  calendar: Calendar,
): Numbers {
  const unread = (day: string) => gaps.some(({ from, to }) => from <= day && day < to)
  const expected: Numbers = {}
  for (const [n, count] of merged.entries()) {
    const week = dayAfter(settings.start, n * 7)
    if (!calendar.works(email, week)) continue
    if (count > 0 && match !== 'unmatched' && !unread(week)) expected[`merged ${week}`] = count
    const used = (tool_days[n] ?? 0) - calendar.usedOnHolidays(email, week)
    if (used > 0 && coder !== 'other_spelling') expected[`used ${week}`] = used
  }
  return expected
}
