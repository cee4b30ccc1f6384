import * as z from 'zod'
import { knownSchedule } from '../known-schedule.ts'
import { method } from '../method.ts'
import { scheduleJobsOf } from '../schedule-jobs.ts'
import { ScheduleId, ScheduleRun } from '../shapes/schedule.ts'
import { tellRun } from '../tell-schedule.ts'

export const schedulesRun = method({
  name: 'schedules.run',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Sends the reports of a schedule now, or shows what would be sent.',
  description:
    'It answers once the delivery has ended, well or not. What is sent is what somebody may see who may see no privileged attribute.',
  args: ScheduleId.extend({
    dry_run: z.boolean().default(false).describe('Only show what would be sent.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    run: ScheduleRun.nullable().describe('null: a dry run.'),
    would_send: z
      .object({ type: z.string(), body: z.string() })
      .nullable()
      .describe('null: no dry run.'),
  }),
  async run({ id, dry_run }, context) {
    const jobs = scheduleJobsOf(context)
    const schedule = await knownSchedule(context.db, id)
    const { id: actor } = context.actor
    if (dry_run) return { dry_run, run: null, would_send: await jobs.preview(schedule, actor) }
    return { dry_run, run: tellRun(await jobs.run(schedule, actor)), would_send: null }
  },
})
