import { sql } from 'kysely'
import * as accounts from '../../store/accounts.ts'
import * as coverage from '../../store/coverage.ts'
import * as customFacts from '../../store/custom-facts.ts'
import { type Db, run } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import type { Applying } from './facts.ts'
import { linkStaged } from './link.ts'

/**
 * Numbers of people by day, of metrics that the organisation defined. A metric is a source of accounts of its own: whoever stands
 * in one of its files is known on all days that its files cover, and nobody else is.
 */
export async function applyCustomFacts(tx: Db, applying: Applying): Promise<void> {
  const { lines, by } = applying
  await imports.openStaged(tx, lines, customFacts.STAGED)
  await customFacts.placeStaged(tx)
  const metrics = await customFacts.metricsOfStaged(tx)
  for (const metric of metrics) await account(tx, applying, metric)
  await customFacts.dedupeStaged(tx)
  await customFacts.upsertStaged(tx, by)
  if (applying.covers === 'span') for (const metric of metrics) await cover(tx, applying, metric)
}

/** The source of the accounts of a metric; no server is called so. */
const sourceOf = (key: string) => `metric:${key}`

async function account(
  tx: Db,
  applying: Applying,
  { id, key }: { id: number; key: string },
): Promise<void> {
  const source = sourceOf(key)
  await accounts.openStaged(
    tx,
    source,
    sql`
      select distinct jsonb_build_object('email', s.email) as ref, null::text as status, null::timestamptz as opened_at,
        null::timestamptz as last_seen_at
      from staged s
      where s.metric_id = ${id} and s.code is null
    `,
  )
  await linkStaged(tx, { ...applying, by: { ...applying.by, source } })
  await run(
    tx,
    sql`
      update staged s set account_id = a.id, user_id = a.user_id
      from staged_accounts sa
      join accounts a on a.id = sa.account_id
      where sa.key = s.email and s.metric_id = ${id} and s.code is null
    `,
  )
  await run(tx, sql`drop table staged_accounts`)
}

async function cover(
  tx: Db,
  { by, options, notes }: Applying,
  { id, key }: { id: number; key: string },
): Promise<void> {
  const span = await customFacts.spanStaged(tx, id)
  const [from_day, to_day] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from_day === null || to_day === null || from_day >= to_day) return
  await coverage.cover(tx, by, {
    source: sourceOf(key),
    subject: 'custom',
    tool: key,
    from_day,
    to_day,
    team_id: null,
  })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every number of ${key} from ${from_day} up to ${to_day}. The options "from" and "to" say otherwise.`,
    )
}
