import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as serviceEdits from '../../store/service-edits.ts'
import { knownService } from '../known-deployable.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'

export const servicesRemove = method({
  name: 'services.remove',
  verb: 'POST',
  scope: 'snapshots:admin',
  summary: 'Takes a service away, with its names and whose it was.',
  description:
    'Its deployments and incidents stay, and count for no team any more, of the past neither: the weeks of its teams are counted anew. To move it to another team use services.assign.',
  args: z.object({
    id: Id.describe('The service.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), name: z.string() }),
  async run({ id, dry_run }, context) {
    const deed = { action: 'services.remove', object: `service:${id}` }
    const name = await changeOrRehearse(context, dry_run, deed, async (tx) => {
      const service = await knownService(tx, id)
      await serviceEdits.remove(tx, id)
      return service.name
    })
    return { dry_run, name }
  },
})
