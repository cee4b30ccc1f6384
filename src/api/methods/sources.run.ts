import * as z from 'zod'
import * as sourceStates from '../../store/source-states.ts'
import * as syncs from '../../store/syncs.ts'
import { knownSource } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId, Sync } from '../shapes/source.ts'
import { jobsOf } from '../source-jobs.ts'
import { tellSync } from '../tell-source.ts'

export const sourcesRun = method({
  name: 'sources.run',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Reads a source now, from where it stands, or counts what that would bring.',
  description:
    'A server answers as soon as the run has begun; sources.info tells how far it is. A dry run reads all that a run would, keeps nothing, and answers at its end.',
  args: SourceId.extend({
    dry_run: z.boolean().default(false).describe('Only count what it would read.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    run: Sync.nullable().describe('null: a dry run.'),
    would_read: z
      .object({
        counts: z.record(z.string(), z.number().int()).describe('Facts, by kind.'),
        left: z.number().int().describe('Things that could not be used.'),
      })
      .nullable()
      .describe('null: no dry run.'),
  }),
  async run({ id, dry_run }, context) {
    const { db, database, actor } = context
    const jobs = jobsOf(context)
    await knownSource(db, id)
    if (dry_run) return { dry_run, run: null, would_read: await jobs.count(database, id) }
    await jobs.run(database, { source_id: id, asked_by: actor.id })
    const [run] = await syncs.latest(db, [id])
    const held = await sourceStates.held(db)
    return { dry_run, run: run ? tellSync(run, held.has(id)) : null, would_read: null }
  },
})
