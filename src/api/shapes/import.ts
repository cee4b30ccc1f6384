import * as z from 'zod'
import * as model from '../../model/index.ts'
import { FactKind, Id, LineCounts } from '../../model/index.ts'

/** What a file was recognised as, and where its columns go. */
export const RecognisedFile = z
  .object({
    kind: FactKind,
    format: z.string(),
    source: z.string(),
    title: z.string().describe('What the file is, in words.'),
    columns: z.array(
      z.object({
        header: z.string(),
        target: z.string().describe('Field, `attribute:NAME` or `ignore`.'),
        samples: z.array(z.string()),
      }),
    ),
    needs_mapping: z
      .boolean()
      .describe('The columns are a guess, or one is missing: send the file again with a mapping.'),
    notes: z.array(z.string()),
  })
  .meta({ id: 'RecognisedFile' })

/** The preview with the id as it travels. */
export const ImportPreview = model.ImportPreview.extend({ import_id: Id }).meta({
  id: 'Preview',
})

/** An import in lists. */
export const Import = z
  .object({
    id: Id,
    kind: FactKind,
    format: z.string(),
    source: z.string(),
    title: z.string(),
    file_name: z.string().nullable(),
    status: z.enum(['staging', 'staged', 'applied', 'undone', 'failed']),
    lines: z.number().int(),
    counts: LineCounts.nullable().describe('What became of the lines; null before a preview.'),
    error: z.string().nullable(),
    created_at: z.iso.datetime(),
    created_by: z.string(),
    applied_at: z.iso.datetime().nullable(),
    undone_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Import' })

/** What an undo did, or would do, by table. */
export const Undone = z
  .object({
    import_id: Id,
    dry_run: z.boolean(),
    tables: z.array(
      z.object({
        table: z.string(),
        restored: z.number().int().describe('Rows put back.'),
        deleted: z.number().int().describe('Rows that the import had made, taken away.'),
        kept: z.number().int().describe('Rows that stay, since they were changed later.'),
      }),
    ),
  })
  .meta({ id: 'Undone' })

/** Names the import that a method is about. */
export const ImportId = z.object({ id: Id.describe('The import.') })
