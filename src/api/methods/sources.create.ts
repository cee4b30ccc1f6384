import * as z from 'zod'
import { connectorOf } from '../../connectors/registry.ts'
import { seal } from '../../store/sealed.ts'
import * as sources from '../../store/sources.ts'
import { change } from '../change.ts'
import { knownSource, ownerOf } from '../known-source.ts'
import { method } from '../method.ts'
import { Schedule } from '../schedule.ts'
import { Source, SourceName, SourceSecret, SourceSettings } from '../shapes/source.ts'
import { jobsOf } from '../source-jobs.ts'
import { secretOf, settingsOf } from '../source-shapes.ts'
import { tellSources } from '../tell-source.ts'

export const sourcesCreate = method({
  name: 'sources.create',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Adds a source. Nothing is read yet: sources.check tries it, sources.run reads it.',
  args: z.object({
    kind: z.string().describe('One of sources.kinds.'),
    name: SourceName,
    settings: SourceSettings,
    secret: SourceSecret,
    schedule: Schedule.nullable()
      .default(null)
      .describe('Five fields of cron in the zone of the organization; null: only when asked.'),
  }),
  result: z.object({ source: Source }),
  async run(args, context) {
    const jobs = jobsOf(context)
    const connector = connectorOf(args.kind)
    const settings = settingsOf(connector, args.settings)
    const secret = secretOf(connector, args.secret)
    const key = jobs.secretKey()
    const { kind, name, schedule } = args
    const details = { kind, name, settings, schedule }
    const deed = { action: 'sources.create', details }
    const made = await change(context, deed, async (tx, { entry }) => {
      const { id } = await sources.create(tx, details, entry)
      await sources.update(tx, id, { secret: seal(secret, { key, owner: ownerOf(id) }) }, entry)
      const [source] = await tellSources(tx, [await knownSource(tx, id)], context.now)
      if (!source) throw new Error('A source that was just made is not there.')
      return source
    })
    jobs.changed()
    return { source: made }
  },
})
