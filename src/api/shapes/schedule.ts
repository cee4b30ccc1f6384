import * as z from 'zod'
import { Id } from '../../model/index.ts'
import { OUTPUTS } from '../../reports/as-code/shape.ts'
import { Schedule as Cron } from '../schedule.ts'
import { TimeZone } from './time-zone.ts'

/** One delivery of a schedule. */
export const ScheduleRun = z
  .object({
    id: Id,
    moment: z.iso
      .datetime()
      .nullable()
      .describe('The moment of the schedule that it stands for; null: somebody asked for it.'),
    asked_by: z.string(),
    status: z.enum(['running', 'delivered', 'failed']),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    attempts: z
      .number()
      .int()
      .describe('How often its delivery was begun; after 1 it may have arrived more than once.'),
    data_version: z.string().nullable(),
    result_hash: z.string().nullable().describe('That of reports.run, of what was sent.'),
    error: z.string().nullable().describe('Why it failed, and what to do.'),
  })
  .meta({ id: 'ScheduleRun' })

const Shown = z.object({
  kind: z.enum(['file', 'webhook', 'slack']),
  name: z.string().optional().describe('Name of the file, without its ending.'),
  format: z.enum(OUTPUTS).optional().describe('Form of the file.'),
  host: z.string().optional().describe('Where it is posted to; the address itself is not shown.'),
  facet_url: z.string().nullable().optional().describe('Where the link of a message leads to.'),
})

/** A schedule as lists show it; its address and its key are never shown. */
export const ReportSchedule = z
  .object({
    id: Id,
    name: z.string(),
    file: z.string().describe('The file of reports, as it was given.'),
    reports: z
      .array(z.object({ report: z.string(), attribute: z.string().nullable() }))
      .describe(
        'The reports of the file, and what each is about; empty: it cannot be read any more.',
      ),
    cron: z.string(),
    time_zone: z.string().nullable().describe('null: that of the organization.'),
    target: Shown,
    paused: z.boolean(),
    last_run: ScheduleRun.nullable(),
    next_run: z.iso.datetime().nullable().describe('null: it is paused.'),
  })
  .meta({ id: 'ReportSchedule' })

/** Arguments that say only which schedule is meant. */
export const ScheduleId = z.object({ id: Id.describe('The schedule.') })

const Address = z
  .url({ protocol: /^https?$/, error: 'Write the whole address, from https:// on.' })
  .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'Leave user name and password out of it.')

/** A name that is one file in the one folder, whatever the machine. */
const FILE_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,78}[\p{L}\p{N}_-])?$/u

/** Whereto a schedule delivers. */
export const Target = z
  .union([
    z.strictObject({
      kind: z.literal('file'),
      name: z
        .string()
        .regex(FILE_NAME, 'Letters, digits, blanks, "-" and "_"; the ending is that of the form.')
        .describe('Name of the file in the folder of reports, without its ending.'),
      format: z.enum(OUTPUTS).default('html'),
    }),
    z.strictObject({
      kind: z.literal('webhook'),
      url: Address.describe('Where the answer is posted to as JSON, signed.'),
    }),
    z.strictObject({
      kind: z.literal('slack'),
      url: Address.describe('The address of an incoming web hook of Slack.'),
      facet_url: Address.nullable()
        .default(null)
        .describe('Where people open Facet, for the link in the message; null: no link.'),
    }),
  ])
  .describe(
    'file: the answer as a file in the folder "reports" of FACET_DATA; webhook: a POST of JSON with a signature; slack: a message.',
  )
export type Target = z.output<typeof Target>

/** What a schedule is made of. */
export const scheduleFields = {
  name: z.string().trim().min(1).max(100).describe('Name, for people.'),
  file: z
    .string()
    .min(1)
    .max(50_000)
    .describe('The file of reports as YAML, as "facet report FILE" takes it.'),
  cron: Cron.refine(
    (text) => /^\d{1,2}\s/.test(text),
    'A report is sent once an hour at most: the first field is one minute, such as 0.',
  )
    .meta({ examples: ['0 8 * * 1'] })
    .describe('Five fields of cron: "0 8 * * 1" is every Monday at eight.'),
  time_zone: TimeZone.nullable().describe('Zone of the schedule; null: the organization’s.'),
  target: Target,
}
