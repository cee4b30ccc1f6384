import * as z from 'zod'
import { FactKind } from './fact.ts'

/** What a person may say about a file beside its bytes. */
export const ImportOptions = z
  .object({
    attribute: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe('Attribute that a list of tool users sets, such as Coder.'),
    as: FactKind.optional().describe('Kind of file, where it is not recognised.'),
    source: z
      .string()
      .optional()
      .describe('Source of the accounts, where the file does not say it.'),
    tool: z
      .string()
      .optional()
      .describe('Tool that days of use belong to, where the file does not say it.'),
    within: z
      .string()
      .optional()
      .describe('Team whose people a list of tool users covers; everybody when absent.'),
    valid_from: z.iso
      .date()
      .optional()
      .describe('Day since which the values hold, where the file does not say it.'),
    from: z.iso.date().optional().describe('First day that the file speaks of.'),
    to: z.iso.date().optional().describe('Last day that the file speaks of, excluded.'),
    wave: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Run of a survey that answers belong to, where the file does not say it.'),
    anonymous_after: z
      .number()
      .int()
      .min(0)
      .max(365)
      .optional()
      .describe(
        'Days after the end of a survey when the key to its answers is destroyed, and they are anonymous; never when absent.',
      ),
    create_people: z.boolean().optional().describe('Create users for accounts that match nobody.'),
    mapping: z
      .record(z.string(), z.string())
      .optional()
      .describe('Field, `attribute:NAME` or `ignore` by column.'),
  })
  .meta({ id: 'ImportOptions' })
export type ImportOptions = z.output<typeof ImportOptions>
