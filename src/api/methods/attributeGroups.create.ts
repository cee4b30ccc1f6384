import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as attributeGroups from '../../store/attribute-groups.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import { listGroups } from '../attribute-list.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { AttributeGroup } from '../shapes/attribute-group.ts'

export const attributeGroupsCreate = method({
  name: 'attributeGroups.create',
  verb: 'POST',
  scope: 'admin',
  summary: 'Makes an attribute before anybody has a value of it.',
  description:
    'An import, or a value that names an unknown attribute, makes one of the kind option by itself. Make it here where its values are numbers, dates or true and false, where a user may have several, or where it is privileged from the first value on.',
  args: z.object({
    name: z.string().trim().min(1).max(200).describe('Its name; compared without case.'),
    kind: AttributeGroup.shape.kind
      .default('option')
      .describe('What a value is; what does not fit is refused.'),
    multiple: z.boolean().default(false).describe('A user may have several values.'),
    hidden: z.boolean().default(false).describe('Left out of people and reports.'),
    privileged: z.boolean().default(false).describe('Shown to privileged users alone.'),
    sensitive: z
      .boolean()
      .default(false)
      .describe('Kept out of all reports; one whose name says so is in any case.'),
    owner_source: z
      .string()
      .trim()
      .min(1)
      .nullable()
      .default(null)
      .describe('The only source that may set it, such as okta; null: any.'),
  }),
  result: z.object({ attribute_group: AttributeGroup }),
  async run(args, context) {
    const deed = { action: 'attributeGroups.create', details: args }
    return change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      const wanted = { ...args, sensitive: args.sensitive || null }
      if (!(await attributeGroups.create(tx, by, wanted)))
        throw new AppError('conflict', `name: there is an attribute "${args.name}" already.`)
      const [attribute_group] = await listGroups(tx, { ...context, day: by.today }, [args.name])
      if (!attribute_group) throw new Error('An attribute that was just made is not there.')
      return { attribute_group }
    })
  },
})
