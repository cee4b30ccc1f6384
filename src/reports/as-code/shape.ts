import * as z from 'zod'
import { REPORT_KINDS, type ReportKind } from '../../model/index.ts'
import { FILE_FORMATS } from '../render.ts'

/** The forms in which a file may be answered. */
export const OUTPUTS = ['text', 'json', ...FILE_FORMATS] as const
export type Output = (typeof OUTPUTS)[number]

/** Whole weeks that end with the last one before the day of asking: "last 12 weeks". */
const LAST_WEEKS = /^last [1-9]\d{0,2} weeks$/

const PERIODS = 'Write "last 12 weeks", or from and to as days, such as 2026-01-05; to is excluded.'

/** The days of a report in a file; without them they are those of which facts are known, as the report has them. */
const FilePeriod = z
  .union(
    [
      z.string().regex(LAST_WEEKS, PERIODS),
      z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    ],
    { error: PERIODS },
  )
  .describe('"last 12 weeks", whole ones before the day of asking; or from, and to, excluded.')

/** A metric that must not suffer. */
const FileGuardrail = z.strictObject({
  metric: z.string().min(1).describe('Key of a metric that the report is about.'),
  margin: z
    .number()
    .positive()
    .describe('How much worse it must surely not be: per cent, or points of a share.'),
  when_unknown: z
    .enum(['fail', 'pass'])
    .default('fail')
    .describe('What a guardrail does that cannot be judged, such as for too few people.'),
})

/** The reports that compare, of which alone it can be said that something is worse. */
const COMPARING = ['cohort', 'impact', 'trend']

const extras = {
  title: z.string().trim().min(1).max(200).optional().describe('What the answer is called.'),
  period: FilePeriod.optional(),
  output: z
    .array(z.enum(OUTPUTS))
    .default([])
    .describe('The forms that "facet report FILE --out FOLDER" writes.'),
}

/** A report as a file has it: its kind, and the arguments of that kind beside those that every kind has. */
export interface FileReport {
  report: string
  title?: string
  period?: string | { from?: string; to?: string }
  output: Output[]
  guardrails?: z.output<typeof FileGuardrail>[]
  attribute?: string
  metric?: string
  metrics?: string[]
}

function reportShape({ name, spec, summary }: ReportKind) {
  const { from: _, to: __, ...own } = spec.shape
  const guarded = COMPARING.includes(name)
    ? { guardrails: z.array(FileGuardrail).max(20).default([]) }
    : {}
  return z
    .strictObject({ report: z.literal(name), ...extras, ...own, ...guarded })
    .superRefine((report, { addIssue }) => {
      const { metric, metrics = [], guardrails = [] } = report as unknown as FileReport
      guardrails.forEach((guardrail, place) => {
        if (guardrail.metric === metric || metrics.includes(guardrail.metric)) return
        const message = `The report has to be about it too: add ${guardrail.metric} to metrics.`
        addIssue({ code: 'custom', path: ['guardrails', place, 'metric'], message })
      })
    })
    .describe(summary)
}

type Shape = ReturnType<typeof reportShape>
const kinds = Object.values<ReportKind>(REPORT_KINDS)

/** One report of a file. */
export const FileReport = z.discriminatedUnion(
  'report',
  kinds.map(reportShape) as [Shape, ...Shape[]],
  { error: `Say which report it is, one of: ${kinds.map(({ name }) => name).join(', ')}.` },
) as unknown as z.ZodType<FileReport, unknown>

/** The most reports that one file may hold. */
const MOST = 20

/** A file of several reports, and what each file of one is read as. */
export const ReportFile = z.strictObject({
  title: extras.title.describe('What the answers together are called.'),
  reports: z.array(FileReport).min(1).max(MOST),
})
export type ReportFile = z.output<typeof ReportFile>

/** The JSON Schema of a file, for editors that check and complete it: one report, or several under `reports`. */
export function fileSchema(): object {
  const { $schema, ...one } = z.toJSONSchema(FileReport, { io: 'input' })
  const { $schema: _, ...several } = z.toJSONSchema(ReportFile, { io: 'input' })
  return { $schema, title: 'Reports of Facet', anyOf: [one, several] }
}
