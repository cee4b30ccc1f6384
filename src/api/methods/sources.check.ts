import * as z from 'zod'
import { connectorOf } from '../../connectors/registry.ts'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import { changedSource, knownSource } from '../known-source.ts'
import { type Context, method } from '../method.ts'
import { Check, SourceSecret, SourceSettings } from '../shapes/source.ts'
import { type Asked, jobsOf } from '../source-jobs.ts'
import { secretOf, settingsOf } from '../source-shapes.ts'

const Given = z.object({
  id: Id.optional().describe('A source that is kept.'),
  kind: z.string().optional().describe('The kind, for one that is not kept yet.'),
  settings: SourceSettings.optional(),
  secret: SourceSecret.optional(),
})

export const sourcesCheck = method({
  name: 'sources.check',
  aliases: ['sources.test'],
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Tries to reach a source with a few calls, and says what it found.',
  description:
    'Of a source that is kept, by its id, also with settings or a secret that are not kept yet; or of one that is not kept, by kind, settings and secret.',
  args: Given,
  result: z.object({
    readable: z.boolean().describe('Whether it can be read; some of it may still be out of reach.'),
    checks: z.array(Check),
  }),
  async run(given, context) {
    const asked = await askedOf(given, context)
    const checks = await jobsOf(context).test(context.database, asked)
    return { readable: checks.every(({ outcome }) => outcome !== 'failed'), checks }
  },
})

async function askedOf(given: z.output<typeof Given>, context: Context): Promise<Asked> {
  const { id, kind, settings, secret } = given
  if (id !== undefined)
    return changedSource(await knownSource(context.db, id), given, jobsOf(context).secretKey)
  if (kind === undefined)
    throw new AppError('invalid_arguments', 'Name the source by its id, or give its kind.')
  const connector = connectorOf(kind)
  return {
    kind,
    settings: settingsOf(connector, settings ?? {}),
    secret: secretOf(connector, secret ?? {}),
  }
}
