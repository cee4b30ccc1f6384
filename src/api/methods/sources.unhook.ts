import * as z from 'zod'
import * as sourceStates from '../../store/source-states.ts'
import { change } from '../change.ts'
import { knownSource, ownerOf } from '../known-source.ts'
import { method } from '../method.ts'
import { SourceId } from '../shapes/source.ts'

export const sourcesUnhook = method({
  name: 'sources.unhook',
  verb: 'POST',
  scope: 'sources:write',
  summary: 'Ends the address at which a source tells of itself.',
  description:
    'What it sends there is refused from then on, so remove the webhook at its side too. sources.hook makes another address.',
  args: SourceId,
  result: z.object({ removed: z.boolean().describe('false: there was none.') }),
  async run({ id }, context) {
    const deed = { action: 'sources.unhook', object: ownerOf(id) }
    return change(context, deed, async (tx, { entry }) => {
      await knownSource(tx, id)
      const removed = await sourceStates.hasHook(tx, id)
      await sourceStates.setHook(tx, id, null, entry)
      return { removed }
    })
  },
})
