import type { Logger } from 'pino'
import { dayIn } from '../model/index.ts'
import * as audit from '../store/audit.ts'
import { type Database, type Db, prepareForBulk, transaction } from '../store/db.ts'
import * as documents from '../store/documents.ts'
import { besideNothing } from '../store/edit-lock.ts'
import * as releases from '../store/releases.ts'
import { prune } from '../store/retention.ts'
import * as settings from '../store/settings.ts'
import { takeAway } from '../store/unstored.ts'
import * as usageTools from '../store/usage-tools.ts'
import { keepApart } from './import/survey-retention.ts'
import { suspectBots } from './suspect-bots.ts'
import { type Recomputed, recompute, thresholdsOf } from './usage-levels.ts'

/** What a day's work came to. */
export interface DayDone {
  /** Accounts that are newly suspected to be bots. */
  suspected: number
  levels: Recomputed[]
  /** Facts that were too old to be kept, and went. */
  pruned: number
  /** Users of whom a value or a team began or ended since the last time. */
  turned: number
}

/**
 * Brings all that hangs on the day to the day of `now`, in the zone of the organisation: suspected bots, usage levels, keys of
 * anonymous surveys, facts that are too old, and the ready documents of users of whom a value or a team begins or ends. Each step is a transaction that finds nothing to do once it is done,
 * so that several servers may do it at once, and one that dies leaves it to the next.
 */
export async function doDay(database: Pick<Database, 'db'>, now: Date): Promise<DayDone> {
  const suspected = await suspectBots(database)
  const levels = await recompute(database, now)
  await keepApart(database, now)
  await transaction(database.db, async (tx) => {
    await takeAway(tx, { journals: false })
    await releases.expire(tx)
  })
  const pruned = await transaction(database.db, async (tx) => {
    await besideNothing(tx)
    const { time_zone } = await settings.read(tx)
    const removed = await prune(tx, dayIn(time_zone, now))
    if (removed.length > 0)
      await audit.record(tx, { actor: 'server', action: 'retention.prune', details: { removed } })
    return removed.reduce((sum, { rows }) => sum + rows, 0)
  })
  const turned = await transaction(database.db, async (tx) => {
    await besideNothing(tx)
    await prepareForBulk(tx)
    const { time_zone } = await settings.read(tx)
    return documents.turnTo(tx, dayIn(time_zone, now))
  })
  return { suspected, levels, pruned, turned }
}

/** Whether a new day has begun, or somebody has set other thresholds, since the work was last done. */
export async function isDue(db: Db, now: Date): Promise<boolean> {
  const { time_zone, ...set } = await settings.read(db)
  const today = dayIn(time_zone, now)
  return (
    (await documents.madeFor(db)) !== today || (await usageTools.due(db, thresholdsOf(set), today))
  )
}

/** How often a server looks whether a day has begun; milliseconds. */
const ROUND = 60_000

/** Does the day's work at once, when woken because facts have changed, and within a minute of the beginning of each day. */
export function keepDaily(
  database: Database,
  log: Logger,
  clock: () => Date = () => new Date(),
): { wake(): void; stop(): Promise<void> } {
  let [stopping, asked] = [false, true]
  let { promise: woken, resolve: wake } = Promise.withResolvers<void>()
  const running = (async () => {
    while (!stopping) {
      const now = asked
      asked = false
      await attempt(database, log, { at: clock(), now })
      const timer = setTimeout(() => wake(), ROUND)
      await woken
      clearTimeout(timer)
      ;({ promise: woken, resolve: wake } = Promise.withResolvers<void>())
    }
  })()
  return {
    wake: () => {
      asked = true
      wake()
    },
    stop: () => {
      stopping = true
      wake()
      return running
    },
  }
}

async function attempt(
  database: Database,
  log: Logger,
  { at, now }: { at: Date; now: boolean },
): Promise<void> {
  const started = performance.now()
  try {
    if (!(now || (await isDue(database.db, at)))) return
    const { suspected, levels, pruned, turned } = await doDay(database, at)
    for (const { tool, values } of levels)
      if (values === null) log.warn({ job: 'usage_levels', tool, reason: 'attribute_taken' })
    const values = levels.reduce((sum, level) => sum + (level.values ?? 0), 0)
    if (suspected + values + pruned + turned > 0)
      log.info({
        job: 'daily',
        suspected,
        values,
        pruned,
        turned,
        ms: Math.round(performance.now() - started),
      })
  } catch (error) {
    log.error({ job: 'daily', err: error })
  }
}
