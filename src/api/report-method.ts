import * as z from 'zod'
import type { ReportGround } from '../model/index.ts'
import { FILE_FORMATS, renderReport } from '../reports/render.ts'
import type { Report } from '../reports/report.ts'
import { type Method, type Raw, raw } from './method.ts'

/** The form in which a report is answered. */
export const Format = z
  .enum(['json', 'page', ...FILE_FORMATS])
  .default('json')
  .describe(
    'How it is answered: as JSON, laid out in blocks for a page, or as a file: CSV, a line a figure, Markdown, or HTML with its charts.',
  )

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

type Asked<S extends z.ZodRawShape> = z.ZodObject<S & { format: typeof Format }>

/** The method `reports.NAME` of a report: its question with a form to be answered in. */
export function reportMethod<S extends z.ZodRawShape, A extends z.ZodRawShape>(
  report: Report<z.ZodObject<S>, z.ZodObject<A>>,
): Method<Asked<S>, z.ZodObject<A>> {
  const { name, summary, description, spec, answer } = report.kind
  return {
    name: `reports.${name}`,
    verb: 'GET',
    scope: 'reports:read',
    summary,
    description,
    args: spec.extend({ format: Format }) as unknown as Asked<S>,
    result: answer,
    async run(args, { db, actor, now, sources, answers }) {
      const { format, ...asked } = args as { format: z.output<typeof Format> }
      const given = asked as z.output<z.ZodObject<S>>
      const asking = {
        privileged: actor.privileged,
        actor: actor.id,
        now,
        secretKey: sources?.secretKey,
        answers,
      }
      const answered = await report.run(db, given, asking)
      return format === 'json' ? answered : inForm(report, answered, format)
    },
  }
}

/** A file is named by its kind, what it is about, and its first day. */
async function inForm<S extends z.ZodRawShape, A extends z.ZodRawShape>(
  report: Report<z.ZodObject<S>, z.ZodObject<A>>,
  answer: z.output<z.ZodObject<A>>,
  format: 'page' | (typeof FILE_FORMATS)[number],
): Promise<Raw> {
  const { spec, period } = answer as unknown as About
  if (format === 'page') return raw(JSON.stringify({ ok: true, spec, ...report.page(answer) }))
  const about = spec.attribute ?? spec.metrics?.[0] ?? 'all'
  const name = [report.kind.title.toLowerCase(), about, period.from].join('-')
  return raw(await renderReport(report, answer, format), {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.${format}"`,
  })
}

/** What is read of any answer. */
type About = Pick<ReportGround, 'period'> & { spec: { attribute?: string; metrics?: string[] } }
