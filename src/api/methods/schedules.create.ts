import * as z from 'zod'
import * as schedules from '../../store/schedules.ts'
import { checkFile, checkPlace, knownSchedule, sealTarget, shownTarget } from '../known-schedule.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { scheduleJobsOf } from '../schedule-jobs.ts'
import { ReportSchedule, scheduleFields } from '../shapes/schedule.ts'
import { tellSchedule } from '../tell-schedule.ts'

export const schedulesCreate = method({
  name: 'schedules.create',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Has reports sent by themselves: written to a file, posted to a web hook, or to Slack.',
  description:
    'Each delivery is asked as by somebody who may see no privileged attribute, and passes the same gate as every report. It arrives at least once: schedules.run with dry_run shows what would be sent.',
  args: z.object({
    ...scheduleFields,
    time_zone: scheduleFields.time_zone.default(null),
    dry_run: z.boolean().default(false).describe('Only check it.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    schedule: ReportSchedule,
    signing_key: z
      .string()
      .nullable()
      .describe('Key by which a web hook is signed, as Standard Webhooks has it; shown once.'),
  }),
  async run({ dry_run, target, ...fields }, context) {
    const jobs = scheduleJobsOf(context)
    checkFile(fields.file)
    const details = { ...fields, target: shownTarget(target) }
    const deed = { action: 'schedules.create', details }
    const made = await changeOrRehearse(context, dry_run, deed, async (tx, { entry }) => {
      await checkPlace(tx, details.target)
      const by = { entry, now: context.now }
      const id = await schedules.create(tx, details, by)
      const { secret, signing_key } = sealTarget(target, { id, key: jobs.secretKey })
      await schedules.update(tx, id, { secret }, by)
      const schedule = await tellSchedule(tx, await knownSchedule(tx, id), context.now)
      return { schedule, signing_key: dry_run ? null : signing_key }
    })
    return { dry_run, ...made }
  },
})
