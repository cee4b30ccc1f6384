import { AppError } from '../errors.ts'
import type { Payload, RunRow } from '../store/schedule-runs.ts'
import type { ScheduleRow } from '../store/schedules.ts'
import type { Context } from './method.ts'

/** The work on schedules, which is not done in this room. */
export interface ScheduleJobs {
  /** The key by which secrets are sealed. Throws `invalid_config` where there is none. */
  secretKey(): string
  /** Sends now, and gives the delivery once it has ended, well or not. */
  run(schedule: ScheduleRow, asked_by: string): Promise<RunRow>
  /** What would be sent, made on behalf of an actor. */
  preview(schedule: ScheduleRow, actor: string): Promise<Payload>
}

/** The jobs of the application. Throws `conflict` where it was made without. */
export function scheduleJobsOf({ schedules }: Pick<Context, 'schedules'>): ScheduleJobs {
  if (schedules) return schedules
  throw new AppError('conflict', 'This server sends no reports.')
}
