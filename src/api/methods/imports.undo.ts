import * as z from 'zod'
import { method } from '../method.ts'
import { ImportId, Undone } from '../shapes/import.ts'

export const importsUndo = method({
  name: 'imports.undo',
  verb: 'POST',
  scope: 'imports:write',
  summary: 'Takes an applied import back. What was changed since stays, and is counted.',
  args: ImportId.extend({
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({ undone: Undone }),
  async run({ id, dry_run }, { database, imports, actor, now }) {
    return { undone: await imports.undo(database, id, { actor: actor.id, now, dry_run }) }
  },
})
