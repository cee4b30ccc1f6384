import * as z from 'zod'
import { seal } from '../../store/sealed.ts'
import * as sources from '../../store/sources.ts'
import { change } from '../change.ts'
import { changedSource, knownSource, ownerOf } from '../known-source.ts'
import { method } from '../method.ts'
import { Schedule } from '../schedule.ts'
import { Source, SourceId, SourceName, SourceSecret, SourceSettings } from '../shapes/source.ts'
import { jobsOf, type SourceJobs } from '../source-jobs.ts'
import { tellSources } from '../tell-source.ts'

const Changes = z.object({
  name: SourceName.optional(),
  settings: SourceSettings.optional(),
  secret: SourceSecret.optional(),
  schedule: Schedule.nullable().optional().describe('null: only when asked.'),
  paused: z.boolean().optional().describe('Whether its schedule rests.'),
})

export const sourcesUpdate = method({
  name: 'sources.update',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Changes a source, or has its schedule rest.',
  description:
    'What is not given stays. Settings that name another server need the secret anew, so that the one that is kept is sent nowhere else. A run that is on its way ends with what it began with.',
  args: SourceId.extend(Changes.shape),
  result: z.object({ source: Source }),
  async run({ id, ...changes }, context) {
    const jobs = jobsOf(context)
    const { secret, ...details } = changes
    const deed = {
      action: 'sources.update',
      object: ownerOf(id),
      details: { ...details, ...(secret !== undefined && { secret: 'entered anew' }) },
    }
    const source = await change(context, deed, async (tx, { entry }) => {
      const before = await knownSource(tx, id)
      await sources.update(tx, id, changesOf(before, changes, jobs), entry)
      const [after] = await tellSources(tx, [await knownSource(tx, id)], context.now)
      if (!after) throw new Error('A source that was just changed is not there.')
      return after
    })
    jobs.changed()
    return { source }
  },
})

function changesOf(
  source: sources.SourceRow,
  changes: z.output<typeof Changes>,
  { secretKey }: SourceJobs,
): sources.SourceChanges {
  const { settings, secret, ...others } = changes
  if (settings === undefined && secret === undefined) return others
  const asked = changedSource(source, { settings, secret }, secretKey)
  return {
    ...others,
    settings: asked.settings as sources.SourceRow['settings'],
    secret: seal(asked.secret, { key: secretKey(), owner: ownerOf(source.id) }),
  }
}
