import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import { counted, dayAfter } from '../../model/index.ts'
import * as accounts from '../../store/accounts.ts'
import * as attributes from '../../store/attributes.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, one, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as teams from '../../store/teams.ts'
import * as toolUsers from '../../store/tool-users.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/** The users of a tool: their accounts, and the attribute that says who has one. */
export async function applyToolUsers(tx: Db, applying: Applying): Promise<void> {
  const { lines, options, by, time_zone, notes } = applying
  const name = options.attribute ?? (by.source === 'coder' ? 'Coder' : undefined)
  if (name === undefined)
    throw new AppError(
      'invalid_arguments',
      'Say which attribute this list sets, such as --attribute Coder.',
    )
  const source = by.source === 'file' ? name.toLowerCase() : by.source
  await imports.openStaged(tx, lines, sql`, ${accounts.keyOf(sql`(r.fact->'account')`)} as key`)
  await run(
    tx,
    sql`
      update staged s
      set code = 'duplicate', message = 'The same account stands in line ' || d.first || '; this line was left out.'
      from (select s.key, min(s.line) as first from staged s group by s.key having count(*) > 1) d
      where s.key = d.key and s.line <> d.first
    `,
  )
  await accounts.openStaged(
    tx,
    source,
    sql`
      select s.fact->'account' as ref, s.fact->>'status' as status, (s.fact->>'created_at')::timestamptz as opened_at,
        (s.fact->>'last_seen_at')::timestamptz as last_seen_at
      from staged s
      where s.code is null
    `,
  )
  await linkStaged(tx, applying)
  const team = options.within === undefined ? null : await teams.find(tx, options.within)
  const attribute = await attributes.one(tx, by, name)
  const { without } = await toolUsers.openStated(tx, {
    source,
    attribute_id: attribute.id,
    list_day: by.today,
    since: options.valid_from ?? null,
    time_zone,
    team_id: team?.id ?? null,
  })
  await attributes.state(tx, by)
  await coverage.cover(tx, by, {
    source,
    subject: 'accounts',
    from_day: by.today,
    to_day: dayAfter(by.today),
    team_id: team?.id ?? null,
  })
  await mark(tx, by.entry)
  notes.push(...(await remarks(tx, { without, name, within: team?.name })))
}

async function mark(tx: Db, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set account_id = a.id, user_id = a.user_id, created = a.created_in = ${entry},
        changed = (a.changed_in = ${entry} and a.created_in <> ${entry}) or exists (
          select from user_attributes ua where ua.user_id = a.user_id and ua.changed_in = ${entry}
        )
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where sa.key = s.key and s.code is null
    `,
  )
}

async function remarks(
  tx: Db,
  { without, name, within }: { without: number; name: string; within?: string },
) {
  const { unlinked, undated, suspended } = await one(
    tx,
    sql<{ unlinked: number; undated: number; suspended: number }>`
      select count(*) filter (where a.user_id is null and not a.bot) as unlinked,
        count(*) filter (where a.user_id is not null and a.opened_at is null) as undated,
        count(*) filter (where a.user_id is not null and a.status = 'suspended') as suspended
      from (select distinct s.account_id from staged_accounts s) s
      join accounts a on a.id = s.account_id
    `,
  )
  const covered = within ? `the people of ${within}` : 'everybody'
  const notes = [
    `This says who has an account for ${name}, not how often it is used; days of use come from the tool's activity.`,
  ]
  if (without > 0)
    notes.push(
      `The list covers ${covered}: ${counted(without, 'person', 'people')} not on it get "no account". The option "within" names the team, if it covers fewer.`,
    )
  if (without > 0 && unlinked > 0)
    notes.push(
      `${counted(unlinked, 'account')} on the list match nobody, so as many of those with "no account" may have one after all.`,
    )
  if (undated > 0)
    notes.push(
      `${counted(undated, 'account')} have no date of creation: since when they hold is not known. The option "valid from" tells it.`,
    )
  if (suspended > 0)
    notes.push(
      `${counted(suspended, 'person is', 'people are')} suspended; the list does not say since when, so it counts from its day on.`,
    )
  return notes
}
