import type * as z from 'zod'
import { CONNECTORS } from '../connectors/registry.ts'
import type { Db } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import * as sourceStates from '../store/source-states.ts'
import type { SourceRow } from '../store/sources.ts'
import * as syncs from '../store/syncs.ts'
import { nextRun } from './schedule.ts'
import type { Source, Sync } from './shapes/source.ts'

/** Sources as they are told, with their last and next runs. */
export async function tellSources(
  db: Db,
  rows: SourceRow[],
  now: Date,
): Promise<z.output<typeof Source>[]> {
  const ids = rows.map(({ id }) => id)
  const { time_zone } = await settings.read(db)
  const held = await sourceStates.held(db)
  const left = Map.groupBy(await sourceStates.leftCounts(db, ids), (it) => it.source_id)
  const last = new Map((await syncs.latest(db, ids)).map((it) => [it.source_id, it]))
  return rows.map((row) => {
    const run = last.get(row.id)
    const reading = held.has(row.id)
    const { id, kind, key, name, settings, schedule, paused } = row
    return {
      ...{ id, kind, key, name, settings, schedule, paused, reading },
      title: titleOf(kind),
      last_run: run ? tellSync(run, reading) : null,
      next_run: schedule === null || paused ? null : nextRun(schedule, time_zone, now),
      left_out: (left.get(id) ?? []).reduce((sum, { things }) => sum + things, 0),
    }
  })
}

/** A run as it is told. One that has no end though nobody reads the source was cut off. */
export function tellSync(
  { source_id: _, ...run }: syncs.SyncRow,
  reading: boolean,
): z.output<typeof Sync> {
  return { ...run, status: run.status === 'running' && !reading ? 'cut' : run.status }
}

/** The name of a kind; the kind itself where this version does not know it. */
const titleOf = (kind: string) => CONNECTORS.find((it) => it.kind === kind)?.title ?? kind
