import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { ScheduleJobs } from '../src/api/schedule-jobs.ts'
import { scheduleJobs } from '../src/jobs/schedules/schedule-jobs.ts'
import type { Held } from './database.ts'
import { NOW } from './given.ts'
import { SECRET_KEY } from './source.ts'

/** The work on schedules for the test file that calls this, with the folder that it writes into, gone after it. */
export function testSchedules(held: () => Held): { folder: string; schedules: ScheduleJobs } {
  const folder = mkdtempSync(join(tmpdir(), 'facet-reports-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const jobs = () =>
    scheduleJobs({
      database: held().database,
      secretKey: () => SECRET_KEY,
      folder,
      now: () => NOW,
      wait: async () => {},
      fault: (error) => {
        throw error
      },
    })
  return {
    folder,
    schedules: {
      secretKey: () => SECRET_KEY,
      run: (...asked) => jobs().run(...asked),
      preview: (...asked) => jobs().preview(...asked),
    },
  }
}
