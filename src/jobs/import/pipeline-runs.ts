import { sql } from 'kysely'
import * as coverage from '../../store/coverage.ts'
import { type Db, run } from '../../store/db.ts'
import * as pipelineRuns from '../../store/pipeline-runs.ts'
import type { Applying } from './facts.ts'
import { NAMED, openWithAccounts } from './with-accounts.ts'

/** Runs of pipelines, and, of a file, the days of which they are all that there were. */
export async function applyPipelineRuns(tx: Db, applying: Applying): Promise<void> {
  await openWithAccounts(tx, applying, NAMED, sql`, null::bigint as repo_id`)
  const { entry, source } = applying.by
  await run(
    tx,
    sql`
      insert into repos (source, name, created_in, changed_in)
      select distinct ${source}, s.fact->>'repo', ${entry}::bigint, ${entry}::bigint from staged s
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      update staged s set repo_id = r.id from repos r where r.source = ${source} and r.name = s.fact->>'repo'
    `,
  )
  await pipelineRuns.upsertStaged(tx, applying.by)
  if (applying.covers === 'span') await cover(tx, applying)
}

async function cover(tx: Db, { by, options, notes, time_zone }: Applying): Promise<void> {
  const span = await pipelineRuns.spanStaged(tx, time_zone)
  const [from_day, to_day] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from_day === null || to_day === null || from_day >= to_day) return
  await coverage.cover(tx, by, {
    ...{ source: by.source, subject: 'pipeline_runs' as const, from_day, to_day, team_id: null },
  })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every run from ${from_day} up to ${to_day} (its first and last). The options "from" and "to" say otherwise.`,
    )
}
