import * as z from 'zod'
import * as schedules from '../../store/schedules.ts'
import { knownSchedule, ownerOf } from '../known-schedule.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { ScheduleId } from '../shapes/schedule.ts'

export const schedulesRemove = method({
  name: 'schedules.remove',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Ends a schedule: nothing is sent any more, and its address is forgotten.',
  args: ScheduleId.extend({
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    message: z.string().describe('What ends, in words.'),
  }),
  async run({ id, dry_run }, context) {
    const deed = { action: 'schedules.remove', object: ownerOf(id) }
    const message = await changeOrRehearse(context, dry_run, deed, async (tx, { entry }) => {
      const { name } = await knownSchedule(tx, id)
      await schedules.remove(tx, id, { entry, now: context.now })
      return `${name} is sent no more, and its address is forgotten. Files that were written stay.`
    })
    return { dry_run, message }
  },
})
