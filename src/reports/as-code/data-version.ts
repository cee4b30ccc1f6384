import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { definitionVersion } from '../../metrics/definition-version.ts'
import { type Db, one } from '../../store/db.ts'

/** By what the data of a moment can be told from those of another. */
export interface DataVersion {
  version: string
  /** Weeks of people, teams and custom metrics that are still to be computed anew. */
  weeks_waiting: number
}

/** Acts that change nothing that a report rests on: to ask, to sign in, to give out tokens, to send. */
const ASIDE =
  '^(reports|schedules|tokens|signIn|signInLinks|sources\\.(hook|unhook|push|tasks)|users\\.tools)(\\.|$)'

const SIGNS = 16

/**
 * The version of the data: a hash over the last act in the audit log that may have changed any, the weeks that wait, and
 * the definitions. Every change of people, facts, links and settings is such an act, so equal versions are of equal data; an
 * act that changed no number raises it too.
 */
export async function dataVersion(db: Db): Promise<DataVersion> {
  const { acts, documents, weeks_waiting } = await one(
    db,
    sql<{ acts: string; documents: number; weeks_waiting: number }>`
      select
        coalesce((
          select a.id || ' ' || extract(epoch from a.at)
          from audit_log a
          where a.minute is null and a.action !~ ${ASIDE}
          order by a.id desc
          limit 1
        ), '') as acts,
        (select v.version from document_version v) as documents,
        (select count(*) from dirty_weeks) + (select count(*) from dirty_team_weeks)
          + (select count(*) from dirty_custom_weeks) as weeks_waiting
    `,
  )
  const rest = [definitionVersion(), acts, documents, weeks_waiting].join('\n')
  const version = createHash('sha256').update(rest).digest('hex').slice(0, SIGNS)
  return { version, weeks_waiting }
}
