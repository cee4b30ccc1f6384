import * as z from 'zod'
import { CONNECTORS } from '../../connectors/registry.ts'
import { method } from '../method.ts'

const Schema = z.record(z.string(), z.unknown())

export const sourcesKinds = method({
  name: 'sources.kinds',
  verb: 'GET',
  scope: 'sources:read',
  summary: 'Lists the kinds of sources that can be read, with what each needs.',
  args: z.object({}),
  result: z.object({
    kinds: z.array(
      z.object({
        kind: z.string(),
        title: z.string(),
        rights: z.string().describe('The least right that suffices, and how to get it.'),
        settings: Schema.describe('JSON Schema of the settings.'),
        secret: Schema.describe('JSON Schema of the secret.'),
      }),
    ),
  }),
  async run() {
    return {
      kinds: CONNECTORS.map(({ kind, title, rights, settings, secret }) => ({
        ...{ kind, title, rights },
        settings: z.toJSONSchema(settings, { io: 'input' }),
        secret: z.toJSONSchema(secret, { io: 'input' }),
      })),
    }
  },
})
