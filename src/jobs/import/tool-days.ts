import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import * as accounts from '../../store/accounts.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, many, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as toolDays from '../../store/tool-days.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/** Days on which accounts used a tool. */
export async function applyToolDays(tx: Db, applying: Applying): Promise<void> {
  const { lines, by, options, notes } = applying
  await imports.openLean(tx, lines, toolDays.STAGED)
  const { source, tool } = await toolOf(tx, applying)
  await accounts.openStaged(
    tx,
    source,
    sql`
      select distinct f.fact->'account' as ref, null::text as status, null::timestamptz as opened_at,
        null::timestamptz as last_seen_at
      from staged_facts f
    `,
  )
  await linkStaged(tx, { ...applying, by: { ...by, source } })
  await run(
    tx,
    sql`
      update staged s set account_id = a.id, user_id = a.user_id
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where sa.key = s.account_key
    `,
  )
  await toolDays.dedupeStaged(tx)
  await toolDays.upsertStaged(tx, by)
  if (applying.covers === 'stated') return
  const span = await toolDays.spanStaged(tx)
  const [from, to] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from === null || to === null || from >= to) return
  await coverage.cover(tx, by, {
    source,
    subject: 'tool_days',
    tool,
    from_day: from,
    to_day: to,
    team_id: null,
  })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every day of use from ${from} up to ${to}. The options "from" and "to" say otherwise.`,
    )
}

/** A tool's own name is the source of its accounts: days of Coder belong to accounts at coder. */
async function toolOf(
  tx: Db,
  { by, options }: Applying,
): Promise<{ source: string; tool: string }> {
  const tools = await many(tx, sql<{ tool: string }>`select distinct s.tool from staged s limit 2`)
  if (tools.length > 1)
    throw new AppError('file_refused', 'This file speaks of several tools; give one file a tool.')
  const tool = tools[0]?.tool ?? options.tool ?? by.source
  return { tool, source: options.source ?? tool.toLowerCase().replace(/[^a-z0-9]+/g, '_') }
}
