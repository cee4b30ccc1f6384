import * as z from 'zod'
import { Id } from '../../model/index.ts'

/** Work on a source for which a person waits. */
export const SourceTask = z
  .object({
    id: Id,
    name: z.string().describe('The method whose work it is.'),
    state: z
      .enum(['running', 'done', 'failed', 'cut'])
      .describe('cut: its server ended before it; begin it again.'),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    progress: z
      .object({
        step: z.string(),
        done: z.number(),
        of: z.number().optional().describe('Absent: not known.'),
        counts: z
          .record(z.string(), z.number().int())
          .optional()
          .describe('What was counted so far, by kind.'),
      })
      .nullable(),
    answer: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What the method answers, once it is done.'),
    error: z
      .object({
        error: z.string(),
        message: z.string(),
        error_details: z.record(z.string(), z.unknown()),
      })
      .nullable()
      .describe('How the method refuses, if it failed.'),
  })
  .meta({ id: 'SourceTask' })
