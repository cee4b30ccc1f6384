import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as attributeGroups from '../../store/attribute-groups.ts'
import * as attributes from '../../store/attributes.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import { listGroups } from '../attribute-list.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { AttributeGroup } from '../shapes/attribute-group.ts'

export const attributeGroupsUpdate = method({
  name: 'attributeGroups.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Changes how an attribute is shown, what it takes, and who may set it.',
  description: 'What is not given stays.',
  args: z.object({
    id: Id.describe('The attribute.'),
    position: z.number().int().min(0).optional().describe('Place among the attributes.'),
    hidden: z.boolean().optional().describe('Left out of people and reports.'),
    privileged: z.boolean().optional().describe('Shown to privileged users alone.'),
    sensitive: z
      .boolean()
      .optional()
      .describe(
        'About pay, appraisal, health, age, sex or the like: kept out of all reports. To take it back needs a reason.',
      ),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .optional()
      .describe('Why it is not sensitive; kept in the audit log.'),
    multiple: z.boolean().optional().describe('A user may have several values.'),
    owner_source: z
      .string()
      .trim()
      .min(1)
      .nullable()
      .optional()
      .describe('The only source that may set it, such as okta; null: any.'),
    order: z
      .array(z.string())
      .optional()
      .describe('Options in their new order; those that are not named follow.'),
  }),
  result: z.object({ attribute_group: AttributeGroup }),
  async run({ id, order, reason, ...settings }, context) {
    const { name, multiple, sensitive } = await known(context.db, id)
    if (sensitive && settings.sensitive === false && reason === undefined)
      throw new AppError(
        'invalid_arguments',
        `reason: say why ${name} is not about pay, appraisal, health, age, sex or the like; the audit log keeps it.`,
      )
    const details = { ...settings, ...(reason && { reason }), ...(order && { order }) }
    const deed = { action: 'attributeGroups.update', object: `attribute:${id}`, details }
    return change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      if (multiple && settings.multiple === false) await refuseSeveral(tx, id, name, by.today)
      await attributeGroups.update(tx, by, id, settings)
      if (order) await attributeGroups.orderOptions(tx, by, id, order)
      await attributeGroups.touchHolders(tx, id)
      await documents.refresh(tx, by.today)
      const [attribute_group] = await listGroups(tx, { ...context, day: by.today }, [name])
      if (!attribute_group) throw new Error('An attribute has gone while it was changed.')
      return { attribute_group }
    })
  },
})

async function known(db: Db, id: number) {
  const found = (await attributes.list(db)).find((attribute) => attribute.id === id)
  if (!found) throw new AppError('not_found', 'There is no such attribute.')
  return found
}

async function refuseSeveral(tx: Db, id: number, name: string, today: string): Promise<void> {
  const users = await attributeGroups.withSeveral(tx, id, today)
  if (users > 0)
    throw new AppError('conflict', `${users} users have several values of ${name}; leave them one.`)
}
