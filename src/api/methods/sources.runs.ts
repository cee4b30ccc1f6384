import * as z from 'zod'
import * as sourceStates from '../../store/source-states.ts'
import * as syncs from '../../store/syncs.ts'
import { knownSource } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId, Sync } from '../shapes/source.ts'
import { tellSync } from '../tell-source.ts'

export const sourcesRuns = method({
  name: 'sources.runs',
  verb: 'GET',
  scope: 'sources:read',
  summary: 'Lists the runs over a source, the latest first.',
  args: SourceId.extend({
    limit: z.number().int().min(1).max(100).default(20).describe('Runs at most.'),
  }),
  result: z.object({ runs: z.array(Sync) }),
  async run({ id, limit }, { db }) {
    await knownSource(db, id)
    const held = await sourceStates.held(db)
    const [latest, ...earlier] = await syncs.list(db, id, limit)
    if (!latest) return { runs: [] }
    return {
      runs: [tellSync(latest, held.has(id)), ...earlier.map((run) => tellSync(run, false))],
    }
  },
})
