import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as schedules from '../../store/schedules.ts'
import {
  checkFile,
  checkPlace,
  knownSchedule,
  openTarget,
  ownerOf,
  type Sealed,
  sealAnew,
  sealTarget,
  shownTarget,
} from '../known-schedule.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { scheduleJobsOf } from '../schedule-jobs.ts'
import { ReportSchedule, ScheduleId, scheduleFields, type Target } from '../shapes/schedule.ts'
import { tellSchedule } from '../tell-schedule.ts'

export const schedulesUpdate = method({
  name: 'schedules.update',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Changes a schedule, or has it rest.',
  description:
    'What is not given stays. A schedule that goes on after a rest, or at other moments, does not make up for those before.',
  args: ScheduleId.extend({
    name: scheduleFields.name.optional(),
    file: scheduleFields.file.optional(),
    cron: scheduleFields.cron.optional(),
    time_zone: scheduleFields.time_zone.optional(),
    target: scheduleFields.target.optional(),
    paused: z.boolean().optional().describe('Whether it rests.'),
    new_signing_key: z
      .boolean()
      .default(false)
      .describe('Whether a web hook gets another key; the one before signs no more.'),
    dry_run: z.boolean().default(false).describe('Only check it.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    schedule: ReportSchedule,
    signing_key: z
      .string()
      .nullable()
      .describe('A new key, shown once; null: there is no new one.'),
  }),
  async run({ id, dry_run, target, new_signing_key, ...fields }, context) {
    const { secretKey } = scheduleJobsOf(context)
    if (fields.file !== undefined) checkFile(fields.file)
    const shown = target && shownTarget(target)
    const details = { ...fields, ...(shown && { target: shown }), new_signing_key }
    const deed = { action: 'schedules.update', object: ownerOf(id), details }
    const made = await changeOrRehearse(context, dry_run, deed, async (tx, { entry }) => {
      const before = await knownSchedule(tx, id)
      if (shown) await checkPlace(tx, shown, id)
      const sealed = resealed(before, { target, new_signing_key }, secretKey)
      const changes = { ...fields, target: shown, secret: sealed?.secret }
      await schedules.update(tx, id, changes as schedules.ScheduleChanges, {
        entry,
        now: context.now,
      })
      const schedule = await tellSchedule(tx, await knownSchedule(tx, id), context.now)
      return { schedule, signing_key: dry_run ? null : (sealed?.signing_key ?? null) }
    })
    return { dry_run, ...made }
  },
})

/** What is secret, where it changes: with another target, or another key. */
function resealed(
  before: schedules.ScheduleRow,
  { target, new_signing_key }: { target: Target | undefined; new_signing_key: boolean },
  key: () => string,
): Sealed | undefined {
  const { kind } = target ?? before.target
  if (new_signing_key && kind !== 'webhook')
    throw new AppError('invalid_arguments', 'new_signing_key: only a web hook is signed.')
  if (!target) return new_signing_key ? sealAnew(before, key) : undefined
  const keeps = before.target.kind === 'webhook' && kind === 'webhook' && !new_signing_key
  const kept = keeps ? (openTarget(before, key)?.key ?? null) : null
  return sealTarget(target, { id: before.id, key, kept })
}
