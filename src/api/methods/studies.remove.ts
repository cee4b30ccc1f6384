import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import { heldRow } from '../../reports/study/study-of.ts'
import * as studies from '../../store/studies.ts'
import { method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'

export const studiesRemove = method({
  name: 'studies.remove',
  verb: 'POST',
  scope: 'reports:write',
  summary: 'Takes a study away that has not started.',
  description: 'One that has started stays, whatever comes of it: close it with studies.close.',
  args: z.object({
    id: Id.describe('The study.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ dry_run: z.boolean(), name: z.string() }),
  async run({ id, dry_run }, context) {
    const deed = { action: 'studies.remove', object: `study:${id}` }
    const name = await changeOrRehearse(context, dry_run, deed, async (tx) => {
      const { name, started_at } = await heldRow(tx, id)
      if (started_at !== null)
        throw new AppError(
          'not_undoable',
          `${name} has started, so it stays: results that do not please are results too. Close it with studies.close.`,
        )
      await studies.remove(tx, id)
      return name
    })
    return { dry_run, name }
  },
})
