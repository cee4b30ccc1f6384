import * as z from 'zod'

/** Arguments of the methods that list from a place on. */
export const Cursor = z.object({
  cursor: z.string().optional().describe('Where to go on: `next_cursor` of the answer before.'),
  limit: z.number().int().min(1).max(100).default(50).describe('Items at once.'),
})

/** Where such a list goes on. */
export const CursorInfo = z.object({
  response_metadata: z.object({ next_cursor: z.string().nullable().describe('null at the end.') }),
})
