import * as z from 'zod'
import { AppError } from '../../errors.ts'
import * as sessions from '../../store/sessions.ts'
import { change } from '../change.ts'
import { byEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { signInPath } from '../sign-in.ts'

export const signInLinksCreate = method({
  name: 'signInLinks.create',
  verb: 'POST',
  scope: 'admin',
  summary: 'Makes a one-time link by which a user signs in.',
  description: 'Whoever has the link is that user: hand it over by a way you trust.',
  args: z.object({ email: z.string().describe('An address of the user.') }),
  result: z.object({
    path: z.string().describe('To be put behind the address of this server.'),
    expires_at: z.iso.datetime(),
  }),
  async run({ email }, context) {
    const user = await byEmail(context.db, email)
    if (user.deleted_at) throw new AppError('conflict', 'This user is deactivated.')
    const deed = { action: 'signInLinks.create', object: `user:${user.id}` }
    return change(context, deed, async (tx) => {
      const link = { email: user.email, first_admin: false }
      const { code, expires_at } = await sessions.createLink(tx, link, context.now)
      return { path: signInPath(code), expires_at }
    })
  },
})
