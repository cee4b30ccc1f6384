import * as z from 'zod'
import { hashOf, newSecret } from '../../store/secret.ts'
import * as sourceStates from '../../store/source-states.ts'
import { change } from '../change.ts'
import { knownSource, ownerOf } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId } from '../shapes/source.ts'

export const sourcesHook = method({
  name: 'sources.hook',
  verb: 'POST',
  scope: 'sources:write',
  summary:
    'Makes the address at which a source may tell of itself. It is shown once, in this answer.',
  description:
    'Enter it as the webhook of the source. The address before it counts no more. GitHub and GitLab also get the token as the secret of the webhook, and deliveries without it are refused.',
  args: SourceId,
  result: z.object({
    path: z.string().describe('Behind the address of this server.'),
    token: z.string().describe('The last part of the path, and the secret of the webhook.'),
  }),
  async run({ id }, context) {
    const token = newSecret()
    const deed = { action: 'sources.hook', object: ownerOf(id) }
    return change(context, deed, async (tx, { entry }) => {
      const { key } = await knownSource(tx, id)
      await sourceStates.setHook(tx, id, hashOf(token), entry)
      return { path: `/hooks/${key}/${token}`, token }
    })
  },
})
