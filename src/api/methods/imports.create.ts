import * as z from 'zod'
import { FIELDS } from '../../connectors/files/fields.ts'
import { AppError } from '../../errors.ts'
import { FactKind, Id, ImportOptions } from '../../model/index.ts'
import type { ByteSource } from '../deps.ts'
import { type Context, method } from '../method.ts'
import { ImportPreview, RecognisedFile } from '../shapes/import.ts'

export const importsCreate = method({
  name: 'imports.create',
  verb: 'POST',
  scope: 'imports:write',
  summary:
    'Reads a file, tells what it is, and what applying it would do. Nothing else is changed.',
  description:
    'The file comes as the part `file` of a form, as the whole body, or in `content` or `content_base64`. Apply the import with imports.apply.',
  file: true,
  args: z.object({
    file_name: z.string().max(500).optional().describe('Name of the file.'),
    content: z.string().optional().describe('The file, where it is text.'),
    content_base64: z.base64().optional().describe('The file, where it is not text.'),
    options: ImportOptions.default({}).describe('What the file does not say; JSON in a form.'),
  }),
  result: z.object({
    import_id: Id,
    recognised: RecognisedFile,
    fields: z
      .record(FactKind, z.array(z.string()))
      .describe(
        'By kind of file, what a column may become in `options.mapping`; of people also any `attribute:NAME`, of all `ignore`.',
      ),
    preview: ImportPreview.nullable().describe('null: say first where the columns go.'),
  }),
  async run({ file_name, options, ...content }, context) {
    const { database, imports, actor, now, file } = context
    const { import_id, recognised } = await imports.stage(database, {
      bytes: bytesOf(content, context),
      file_name: file_name ?? file?.file_name ?? null,
      options,
      actor: actor.id,
    })
    const preview = recognised.needs_mapping
      ? null
      : await imports.apply(database, import_id, { actor: actor.id, now, dry_run: true })
    return { import_id, recognised, fields: TARGETS, preview }
  },
})

const TARGETS = Object.fromEntries(
  FactKind.options.map((kind) => [kind, Object.keys(FIELDS[kind])]),
) as Record<FactKind, string[]>

function bytesOf(
  { content, content_base64 }: { content?: string; content_base64?: string },
  { file }: Context,
): ByteSource {
  if (file) return file.bytes
  if (content !== undefined) return once(Buffer.from(content))
  if (content_base64 !== undefined) return once(Buffer.from(content_base64, 'base64'))
  throw new AppError('invalid_arguments', 'content: send a file, content or content_base64.', {
    issues: [{ path: 'content', message: 'A file, content or content_base64 is needed.' }],
  })
}

function once(bytes: Uint8Array): ByteSource {
  return async function* () {
    yield bytes
  }
}
