import * as z from 'zod'
import { besideNothing } from '../../store/edit-lock.ts'
import * as settings from '../../store/settings.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { Settings } from '../shapes/settings.ts'

export const settingsUpdate = method({
  name: 'settings.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Changes settings of the organization.',
  description:
    'What is not given stays. Another minimum group counts from the next report on. Another time zone moves the bounds of days: the weeks of everybody without a time zone of their own are counted anew, and until they are, reports say how many wait. Other thresholds of use have all usage levels computed anew, within a minute where a server runs. Another prefix of teams holds for a group from the next time on that the identity provider creates or changes it.',
  args: Settings.partial(),
  result: z.object({
    settings: Settings,
    weeks_waiting: z.number().int().describe('Weeks of people that are yet to be counted anew.'),
  }),
  async run(args, context) {
    const deed = { action: 'settings.update', details: args }
    return change(context, deed, async (tx, { entry }) => {
      if (args.time_zone !== undefined) await besideNothing(tx)
      const before = await settings.read(tx)
      const now = { ...before, ...args }
      await settings.update(tx, args, entry)
      if (now.time_zone !== before.time_zone) await weeks.markZone(tx)
      return { settings: now, weeks_waiting: await weeks.dirty(tx) }
    })
  },
})
