import * as z from 'zod'
import { FactKind } from './fact.ts'
import { IssueCode } from './issue.ts'

/** Lines of a file by what becomes of them; together they are all lines read. */
export const LineCounts = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
})
export type LineCounts = z.infer<typeof LineCounts>

/** Refused lines of one reason. */
export const Refusal = z.object({
  code: IssueCode,
  lines: z.number().int().describe('Lines refused for this reason.'),
  first: z
    .array(z.object({ line: z.number().int(), message: z.string(), raw: z.string().nullable() }))
    .describe('The first of them.'),
})
export type Refusal = z.infer<typeof Refusal>

/** One change of what is known of a person. */
export const PersonChange = z.object({
  user: z.string().describe('E-mail address of the person.'),
  what: z.string().describe('Property or attribute.'),
  before: z.string().nullable(),
  after: z.string().nullable(),
  since: z.string().nullable().describe('First day of the new value; null: undated.'),
})
export type PersonChange = z.infer<typeof PersonChange>

/** What an import does, or would do: the whole of it in counts, the beginning of it in examples. */
export const ImportPreview = z
  .object({
    import_id: z.number().int(),
    kind: FactKind,
    title: z.string().describe('What the file was recognised as.'),
    file_name: z.string().nullable(),
    dry_run: z.boolean().describe('True: nothing was written.'),
    lines: z.number().int().describe('Lines read.'),
    counts: LineCounts,
    effects: z
      .array(z.object({ what: z.string(), count: z.number().int() }))
      .describe('What is created, changed, ended and linked, by name.'),
    values: z
      .array(z.object({ attribute: z.string(), value: z.string(), users: z.number().int() }))
      .describe('People that get a value, by attribute and value.'),
    changes: z.array(PersonChange).describe('The first changes of people that were known.'),
    refusals: z.array(Refusal),
    notes: z.array(z.string()).describe('What a reader should know before applying.'),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = z.infer<typeof ImportPreview>
