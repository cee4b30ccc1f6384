import { AppError } from '../../errors.ts'
import type { Payload, RunRow } from '../../store/schedule-runs.ts'
import type { ScheduleRow } from '../../store/schedules.ts'
import { makePayload } from './payload.ts'
import { type SendDeps, send } from './send.ts'

/** The work on schedules that somebody asks for. */
export function scheduleJobs(deps: SendDeps) {
  const { database, secretKey, now } = deps
  return {
    secretKey,
    /** Sends now, to the end. Gives the delivery with how it ended. */
    async run({ id }: ScheduleRow, asked_by: string): Promise<RunRow> {
      const run = await send(deps, id, { moment: null, asked_by })
      if (!run) throw new AppError('conflict', 'This schedule is being sent already.')
      return run
    },
    /** What a delivery would send, without the proof of who sends. */
    async preview(schedule: ScheduleRow, actor: string): Promise<Payload> {
      const asked = { actor, now: now(), secretKey, run_id: null }
      return (await makePayload(database.db, schedule, asked)).payload
    },
  }
}
