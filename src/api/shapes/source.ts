import * as z from 'zod'
import { Id } from '../../model/index.ts'

/** One line of a connection test. */
export const Check = z
  .object({
    what: z.string(),
    outcome: z.enum(['ok', 'limited', 'failed']),
    message: z.string().describe('What was found, and what to do if it does not suffice.'),
  })
  .meta({ id: 'Check' })

const FactCounts = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
})

/** One run over a source. */
export const Sync = z
  .object({
    id: Id,
    status: z
      .enum(['running', 'done', 'failed', 'cut'])
      .describe('cut: its server ended before it; the next run goes on there.'),
    asked_by: z.string(),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    batches: z.number().int().describe('Pieces that were kept, each whole.'),
    counts: z.record(z.string(), FactCounts).describe('What became of its facts, by kind.'),
    progress: z
      .object({
        step: z.string(),
        done: z.number(),
        of: z.number().optional().describe('Absent: not known.'),
      })
      .nullable(),
    error_code: z.string().nullable(),
    error: z.string().nullable().describe('Why it failed, and what to do.'),
    retry_at: z.iso
      .datetime()
      .nullable()
      .describe('When it is tried again, where the source said when.'),
  })
  .meta({ id: 'Sync' })

/** A source as lists show it; its secret is never shown. */
export const Source = z
  .object({
    id: Id,
    kind: z.string(),
    title: z.string().describe('Name of the kind.'),
    key: z.string().describe('What its accounts and facts carry as their source.'),
    name: z.string(),
    settings: z.record(z.string(), z.unknown()),
    schedule: z
      .string()
      .nullable()
      .describe('Five fields of cron in the zone of the organization; null: only when asked.'),
    paused: z.boolean(),
    reading: z.boolean().describe('Whether it is being read now.'),
    last_run: Sync.nullable(),
    next_run: z.iso.datetime().nullable(),
    left_out: z.number().int().describe('Things that it told and that could not be used.'),
  })
  .meta({ id: 'Source' })

/** Arguments that say only which source is meant. */
export const SourceId = z.object({ id: Id.describe('The source.') })

export const SourceName = z.string().trim().min(1).max(100).describe('Name, for people.')
export const SourceSettings = z
  .record(z.string(), z.unknown())
  .describe('As sources.kinds describes them for the kind.')
export const SourceSecret = z
  .union([z.record(z.string(), z.unknown()), z.string().min(1)])
  .describe(
    'As sources.kinds describes it for the kind; where it is a single text, that alone. It is kept encrypted and never shown.',
  )
