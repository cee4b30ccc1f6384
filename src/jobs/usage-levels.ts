import { sql } from 'kysely'
import { dayIn, type UsageThresholds } from '../model/index.ts'
import * as audit from '../store/audit.ts'
import { type Database, type Db, prepareForBulk, run, transaction } from '../store/db.ts'
import * as documents from '../store/documents.ts'
import { besideNothing } from '../store/edit-lock.ts'
import type { Change } from '../store/journal.ts'
import * as settings from '../store/settings.ts'
import * as usageLevels from '../store/usage-levels.ts'
import * as usageTools from '../store/usage-tools.ts'
import * as usageWeeks from '../store/usage-weeks.ts'

/** What became of the levels of one tool. */
export interface Recomputed {
  tool: string
  /** Values written; null: an attribute of the name that they would have is somebody else's. */
  values: number | null
}

/**
 * Computes the usage levels of all tools up to the day of `now`, a tool a transaction: what the facts, the thresholds and the
 * days that have passed since make different, and nothing else. The values are those that an evaluation on each day would
 * have given with the facts of now, in whatever order they came. To be called after facts have changed and on each new day.
 */
export async function recompute({ db }: Pick<Database, 'db'>, now: Date): Promise<Recomputed[]> {
  const done: Recomputed[] = []
  for (const covered of await usageTools.covered(db))
    done.push(await transaction(db, (tx) => recomputeTool(tx, covered, now)))
  return done
}

/** Held while the levels of a tool are computed: another server waits, and then finds nothing to do. */
const LEVELS = 7023003

async function recomputeTool(
  tx: Db,
  { tool, first_day }: usageTools.CoveredTool,
  now: Date,
): Promise<Recomputed> {
  await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(LEVELS)})`)
  await prepareForBulk(tx)
  const { time_zone, ...set } = await settings.read(tx)
  const thresholds = thresholdsOf(set)
  const today = dayIn(time_zone, now)
  const statement = stating(tx, tool, today)
  const known = await usageTools.find(tx, tool, thresholds)
  if (!known && (await usageTools.taken(tx, tool))) return { tool, values: null }
  const kept = known ?? (await usageTools.begin(tx, await statement(), tool))
  const usage = { tool_id: kept.id, tool, first_day, today, time_zone }
  await usageWeeks.openHolders(tx, usage)
  await usageWeeks.openWeeks(tx, usage, thresholds.usage_day_minutes)
  await usageWeeks.noteChanges(tx, kept.id)
  await besideNothing(tx) // from here on: what is read of values and users is written back
  await usageLevels.openWanted(tx, { ...usage, kept, thresholds })
  const values = await usageLevels.openAmiss(tx)
  if (values > 0) {
    await usageLevels.setRight(tx, (await statement()).entry)
    await documents.refresh(tx, today)
  }
  await usageTools.stand(tx, kept.id, thresholds, today)
  return { tool, values }
}

/** The thresholds among the settings. */
export function thresholdsOf(set: UsageThresholds): UsageThresholds {
  const { usage_day_minutes, usage_daily_percent, usage_weekly_weeks, usage_change_days } = set
  return { usage_day_minutes, usage_daily_percent, usage_weekly_weeks, usage_change_days }
}

/** Gives on whose behalf values are written, with an entry in the audit log from the first time it is asked. */
function stating(tx: Db, tool: string, today: string): () => Promise<Change> {
  let entry: Promise<number> | undefined
  return async () => {
    entry ??= audit.record(tx, {
      actor: 'server',
      action: 'usageLevels.recompute',
      object: `tool:${tool}`,
    })
    return { entry: await entry, import_id: null, source: usageTools.OWNER, today }
  }
}
