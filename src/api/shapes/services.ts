import * as z from 'zod'
import { Id } from '../../model/index.ts'
import { TeamRef } from './user.ts'

/** Something that is deployed, and whose it is. */
export const Service = z.object({
  id: Id,
  name: z.string(),
  aliases: z.array(z.string()).describe('What sources call it beside its name, in small letters.'),
  team: TeamRef.nullable().describe('Whose it is today; null: nobody’s.'),
  deployments: z.number().int().describe('Deployments to production that are known.'),
  last_deployed_at: z.iso.datetime().nullable(),
})
