import { type RawBuilder, sql } from 'kysely'
import { type Database, many } from '../../../src/store/db.ts'

/** By name what a source may have written, a line each, without the numbers and times that tell of the runs. */
const LINES: Record<string, RawBuilder<unknown>> = {
  people: sql`
    select concat_ws('|', u.email, u.name, u.github_username, u.gitlab_username, u.deleted_at is null) as line from users u
  `,
  accounts: sql`
    select concat_ws('|', a.source, a.key, a.external_id, a.username, a.email, a.name, a.status, a.opened_at, a.last_seen_at, a.bot, u.email) as line
    from accounts a left join users u on u.id = a.user_id
  `,
  attributes: sql`
    select concat_ws('|', a.name, u.email, ua.value, ua.valid_from, ua.valid_to) as line
    from user_attributes ua join users u on u.id = ua.user_id join attributes a on a.id = ua.attribute_id
    where ua.valid_from < ua.valid_to
  `,
  teams: sql`
    select concat_ws('|', t.name, p.name, t.reference_id, u.email, t.deleted_at is null) as line
    from teams t left join teams p on p.id = t.parent_id left join users u on u.id = t.lead_id
  `,
  members: sql`
    select concat_ws('|', t.name, u.email, m.valid_from, m.valid_to) as line
    from team_members m join teams t on t.id = m.team_id join users u on u.id = m.user_id
    where m.valid_from < m.valid_to
  `,
  groups: sql`
    select concat_ws('|', g.name, u.email) as line
    from groups g left join group_members m on m.group_id = g.id left join users u on u.id = m.user_id
  `,
  pull_requests: sql`
    select concat_ws('|', r.name, a.key, p.number, p.title, p.opened_at, p.first_commit_at, p.merged_at, p.additions, p.deletions) as line
    from pull_requests p join repos r on r.id = p.repo_id join accounts a on a.id = p.account_id
  `,
  reviews: sql`
    select concat_ws('|', r.name, v.number, a.key, v.submitted_at, v.state) as line
    from reviews v join repos r on r.id = v.repo_id join accounts a on a.id = v.account_id
  `,
  deployments: sql`
    select concat_ws('|', d.external_id, d.service, d.environment, d.at, d.status, a.key) as line
    from deployments d left join accounts a on a.id = d.account_id
  `,
  pipeline_runs: sql`
    select concat_ws('|', r.name, q.external_id, q.name, q.attempt, q.queued_at, q.finished_at, q.status, a.key) as line
    from pipeline_runs q join repos r on r.id = q.repo_id left join accounts a on a.id = q.account_id
  `,
  days: sql`
    select concat_ws('|', a.key, d.tool, d.day, d.minutes, d.actions) as line
    from tool_days d join accounts a on a.id = d.account_id
  `,
  coverage: sql`
    select concat_ws('|', c.source, c.subject, c.tool, c.from_day, c.to_day) as line from coverage c
  `,
  left: sql`select concat_ws('|', l.about, l.code, l.message) as line from source_left l`,
  running: sql`select s.status as line from syncs s where s.status = 'running'`,
}

/** All that a source may have written, by name and in order. */
export async function contents({ db }: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [name, lines] of Object.entries(LINES)) {
    const rows = await many(db, sql<{ line: string }>`${lines} order by 1`)
    found[name] = rows.map(({ line }) => line).sort()
  }
  return found
}
