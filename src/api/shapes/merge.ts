import * as z from 'zod'
import { Id } from '../../model/index.ts'

export const RowCount = z.object({ table: z.string(), rows: z.number().int() })

/** What one of two merged users said otherwise. */
export const Dropped = z.object({
  property: z.string(),
  kept: z.string().nullable().describe('What the user that stays says.'),
  dropped: z.string().describe('What the other one said.'),
})

/** A merge that may be split. */
export const Merge = z
  .object({
    id: Id,
    name: z.string().describe('Name of the user that is gone.'),
    email: z.string().describe('Main address of that user.'),
    merged_at: z.iso.datetime(),
  })
  .meta({ id: 'Merge' })
