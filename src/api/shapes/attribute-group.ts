import * as z from 'zod'
import { Id } from '../../model/index.ts'

const Options = z.array(
  z.object({
    id: Id,
    name: z.string(),
    position: z.number().int(),
    users: z
      .number()
      .int()
      .nullable()
      .describe(
        'Users who have it today; null where the attribute is hidden, or without users:read.',
      ),
  }),
)

/** An attribute with its options. The fields after `attribute_values` are ours, and so is `users`. */
export const AttributeGroup = z
  .object({
    id: Id,
    name: z.string(),
    type: z.enum(['admin_managed', 'self_reported', 'dx_managed']),
    hidden: z.boolean(),
    position: z.number().int(),
    privileged: z.boolean(),
    attributes: Options.describe('The options, in their order.'),
    attribute_values: Options.describe('The same, by the name that some clients read.'),
    sensitive: z
      .boolean()
      .describe(
        'About pay, appraisal, health, age, sex or the like, by its name or because somebody said so: no report uses it.',
      ),
    kind: z.enum(['option', 'text', 'number', 'date', 'boolean']),
    multiple: z.boolean().describe('A user may have several values.'),
    owner_source: z.string().nullable().describe('The only source that may set it.'),
  })
  .meta({ id: 'AttributeGroup' })
