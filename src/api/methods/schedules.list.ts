import * as z from 'zod'
import * as schedules from '../../store/schedules.ts'
import { method } from '../method.ts'
import { ReportSchedule } from '../shapes/schedule.ts'
import { tellSchedules } from '../tell-schedule.ts'

export const schedulesList = method({
  name: 'schedules.list',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Lists the reports that are sent by themselves, with their last and next deliveries.',
  args: z.object({}),
  result: z.object({ schedules: z.array(ReportSchedule) }),
  async run(_args, { db, now }) {
    return { schedules: await tellSchedules(db, await schedules.list(db), now) }
  },
})
