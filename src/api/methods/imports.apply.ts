import * as z from 'zod'
import { method } from '../method.ts'
import { ImportId, ImportPreview } from '../shapes/import.ts'

export const importsApply = method({
  name: 'imports.apply',
  verb: 'POST',
  scope: 'imports:write',
  summary:
    'Applies an import, whole or not at all. Lines that are refused are kept with their reason.',
  args: ImportId,
  result: z.object({ preview: ImportPreview.describe('What it did.') }),
  async run({ id }, { database, imports, actor, now }) {
    return { preview: await imports.apply(database, id, { actor: actor.id, now, dry_run: false }) }
  },
})
