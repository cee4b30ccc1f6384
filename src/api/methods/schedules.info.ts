import * as z from 'zod'
import * as runs from '../../store/schedule-runs.ts'
import { knownSchedule } from '../known-schedule.ts'
import { method } from '../method.ts'
import { ReportSchedule, ScheduleId, ScheduleRun } from '../shapes/schedule.ts'
import { tellRun, tellSchedule } from '../tell-schedule.ts'

/** Deliveries that are told, the latest first. */
const LATEST = 20

export const schedulesInfo = method({
  name: 'schedules.info',
  verb: 'GET',
  scope: 'reports:read',
  summary: 'Tells of one schedule, with its last deliveries.',
  args: ScheduleId,
  result: z.object({
    schedule: ReportSchedule,
    runs: z.array(ScheduleRun).describe(`The last ${LATEST} deliveries, the latest first.`),
  }),
  async run({ id }, { db, now }) {
    const schedule = await tellSchedule(db, await knownSchedule(db, id), now)
    return { schedule, runs: (await runs.list(db, id, LATEST)).map(tellRun) }
  },
})
