import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { LOCAL } from '../api/actor.ts'
import { createApp } from '../api/app.ts'
import type { OidcSettings } from '../api/oidc-settings.ts'
import type { ScheduleJobs } from '../api/schedule-jobs.ts'
import type { SourceJobs } from '../api/source-jobs.ts'
import { apply } from '../jobs/import/apply.ts'
import { stage } from '../jobs/import/stage.ts'
import { undo } from '../jobs/import/undo.ts'
import type { Answers } from '../reports/answers.ts'
import type { Database } from '../store/db.ts'

export interface ApplicationOptions {
  database: Database
  log: Logger
  /** Called when facts, links or people may have changed, so that their weeks are counted anew. */
  changed: () => void
  /** The work on sources; absent: sources are only told of. */
  sources?: SourceJobs
  /** The work on schedules; absent: nothing is sent. */
  schedules?: ScheduleJobs
  /** Answers of reports that were given before; absent: every one is worked out. */
  answers?: Answers
  /** Where people sign in; absent: by one-time links only. */
  oidc?: OidcSettings | undefined
  /** Trusts whoever can reach it: for the owner's socket and for commands that hold the database themselves. */
  local: boolean
}

/** The application with the jobs that it may not know: one and the same for HTTP, the socket and the command line. */
export function application(options: ApplicationOptions): Hono {
  const { database, log, changed, sources, schedules, answers, oidc, local } = options
  return createApp({
    database,
    log,
    ...(sources && { sources }),
    ...(schedules && { schedules }),
    ...(answers && { answers }),
    oidc,
    imports: {
      stage,
      apply: async (database, id, how) => {
        const preview = await apply(database, id, { ...how, secretKey: sources?.secretKey })
        if (!preview.dry_run) changed()
        return preview
      },
      undo: async (...given) => {
        const answer = await undo(...given)
        if (!answer.dry_run) changed()
        return answer
      },
    },
    ...(local && { trusted: LOCAL }),
  })
}
