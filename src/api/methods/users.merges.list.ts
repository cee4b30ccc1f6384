import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as merges from '../../store/merges.ts'
import { byId } from '../known-user.ts'
import { method } from '../method.ts'
import { Merge } from '../shapes/merge.ts'

export const usersMergesList = method({
  name: 'users.merges.list',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Lists the users who were merged into one user, the newest first.',
  description: 'users.split takes a merge back.',
  args: z.object({ id: Id.describe('The user.') }),
  result: z.object({ merges: z.array(Merge) }),
  async run({ id }, { db }) {
    await byId(db, id)
    const list = await merges.into(db, id)
    return {
      merges: list.map(({ id, from_name, from_email, merged_at }) => ({
        id,
        name: from_name,
        email: from_email,
        merged_at,
      })),
    }
  },
})
