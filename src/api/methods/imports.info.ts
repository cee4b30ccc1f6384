import { Readable } from 'node:stream'
import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as model from '../../model/index.ts'
import { csvOf } from '../../reports/csv.ts'
import type { Db } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import { tell } from '../import-row.ts'
import { method, raw } from '../method.ts'
import { Cursor, CursorInfo } from '../shapes/cursor.ts'
import { Import, ImportId, ImportPreview } from '../shapes/import.ts'

const OUTCOMES = ['created', 'changed', 'unchanged', 'refused'] as const

const Line = z.object({
  line: z.number().int().describe('Line of the file, the first being 1.'),
  outcome: z.enum(OUTCOMES).nullable().describe('null: not applied yet.'),
  code: model.IssueCode.nullable().describe('Why it was refused.'),
  message: z.string().nullable(),
  raw: z.string().nullable().describe('The line as it was read.'),
})

export const importsInfo = method({
  name: 'imports.info',
  verb: 'GET',
  scope: 'imports:read',
  summary: 'Tells about one import, and what became of its lines.',
  description: 'As `csv` all lines of the outcome come at once, in a file, without the rest.',
  args: ImportId.extend(Cursor.shape).extend({
    cursor: z
      .string()
      .regex(/^\d{1,15}$/)
      .default('0')
      .describe('Where to go on: `next_cursor` of the answer before.'),
    outcome: z.enum(OUTCOMES).default('refused').describe('Lines of which outcome.'),
    format: z.enum(['json', 'csv']).default('json').describe('How it is answered.'),
  }),
  result: z
    .object({
      import: Import,
      preview: ImportPreview.nullable().describe('What it did, or would do.'),
      lines: z.array(Line),
    })
    .extend(CursorInfo.shape),
  async run({ id, cursor, limit, outcome, format }, { db }) {
    const row = await imports.info(db, id)
    if (!row) throw new AppError('not_found', 'There is no such import.')
    if (format === 'csv') return csv(db, id, outcome)
    const found = await imports.lines(db, id, { outcome, after: Number(cursor), limit: limit + 1 })
    const lines = found.slice(0, limit).map(told)
    return {
      import: tell(row),
      preview: row.preview && model.ImportPreview.parse(row.preview),
      lines,
      response_metadata: { next_cursor: found.length > limit ? String(lines.at(-1)?.line) : null },
    }
  },
})

/** A line that was refused when it was applied had been read: it is told as it was understood. */
function told(row: imports.LineRow): z.output<typeof Line> {
  const code = model.IssueCode.nullable().parse(row.code)
  return { ...row, code, raw: row.raw ?? (row.fact ? JSON.stringify(row.fact) : null) }
}

function csv(db: Db, id: number, outcome: imports.Outcome) {
  const body = Readable.toWeb(Readable.from(csvLines(db, id, outcome), { objectMode: false }))
  return raw(body as ReadableStream<Uint8Array>, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="import-${id}-${outcome}.csv"`,
  })
}

async function* csvLines(db: Db, id: number, outcome: imports.Outcome): AsyncGenerator<string> {
  yield csvOf([['line', 'outcome', 'code', 'message', 'raw']])
  for (let after = 0, more = true; more; ) {
    const rows = await imports.lines(db, id, { outcome, after, limit: 1_000 })
    yield csvOf(
      rows
        .map(told)
        .map(({ line, outcome, code, message, raw }) => [line, outcome, code, message, raw]),
    )
    more = rows.length === 1_000
    after = rows.at(-1)?.line ?? after
  }
}
