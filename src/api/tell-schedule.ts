import type * as z from 'zod'
import { parseFile } from '../reports/as-code/parse.ts'
import type { Db } from '../store/db.ts'
import * as runs from '../store/schedule-runs.ts'
import type { ScheduleRow } from '../store/schedules.ts'
import * as settings from '../store/settings.ts'
import { nextRun } from './schedule.ts'
import type { ReportSchedule, ScheduleRun } from './shapes/schedule.ts'

/** Schedules as they are told, with their last and next deliveries. */
export async function tellSchedules(
  db: Db,
  rows: readonly ScheduleRow[],
  now: Date,
): Promise<z.output<typeof ReportSchedule>[]> {
  const { time_zone } = await settings.read(db)
  const latest = new Map((await runs.latest(db)).map((run) => [run.schedule_id, run]))
  return rows.map(({ secret: _, since: __, ...row }) => {
    const last = latest.get(row.id)
    return {
      ...row,
      reports: reportsOf(row.file),
      target: row.target as z.output<typeof ReportSchedule>['target'],
      last_run: last ? tellRun(last) : null,
      next_run: row.paused ? null : nextRun(row.cron, row.time_zone ?? time_zone, now),
    }
  })
}

/** A file that was fine once may not be any more: an argument has gone. Its delivery tells why. */
function reportsOf(file: string): z.output<typeof ReportSchedule>['reports'] {
  try {
    return parseFile(file, 'file').file.reports.map(({ report, attribute = null }) => ({
      report,
      attribute,
    }))
  } catch {
    return []
  }
}

/** One schedule as it is told. */
export async function tellSchedule(
  db: Db,
  row: ScheduleRow,
  now: Date,
): Promise<z.output<typeof ReportSchedule>> {
  const [told] = await tellSchedules(db, [row], now)
  return told as z.output<typeof ReportSchedule>
}

/** A delivery as it is told. */
export function tellRun({ schedule_id: _, ...run }: runs.RunRow): z.output<typeof ScheduleRun> {
  return run
}
