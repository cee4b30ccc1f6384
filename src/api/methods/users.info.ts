import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as accounts from '../../store/accounts.ts'
import * as documentPages from '../../store/document-pages.ts'
import { teamOf } from '../../store/user-teams.ts'
import * as userValues from '../../store/user-values.ts'
import { byIdOrEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { Account } from '../shapes/account.ts'
import { Properties } from '../shapes/properties.ts'
import { TeamRef, User } from '../shapes/user.ts'
import { today } from '../today.ts'
import { noteView, Why } from '../view-note.ts'

const OwnAccount = Account.omit({ user: true, pull_requests: true, suggestions: true })

const Value = z.object({
  name: z.string().describe('The attribute.'),
  value: z.string(),
  from: z.iso.date().nullable().describe('First day; null: undated.'),
  to: z.iso.date().nullable().describe('Last day, excluded; null: it still holds.'),
  source: z.string().describe('Who said so.'),
})

export const usersInfo = method({
  name: 'users.info',
  verb: 'GET',
  scope: 'users:read',
  summary:
    'Tells what is known of one user: properties, team, accounts, and attributes with their history.',
  description: 'The person sees who asked, and why: users.views.list.',
  args: z.object({
    id: Id.optional().describe('The user; this or the address.'),
    email: z.string().optional().describe('An e-mail address of the user.'),
    why: Why,
  }),
  result: z.object({
    user: User.extend(Properties.shape).extend({
      aliases: z.array(z.string()).describe('Further e-mail addresses.'),
      team: TeamRef.nullable(),
      accounts: z.array(OwnAccount),
      history: z.array(Value).describe('Values of attributes, by attribute, the newest first.'),
    }),
  }),
  async run({ why, ...who }, context) {
    const { db, actor, now } = context
    const row = await byIdOrEmail(db, who)
    await noteView(context, { user_id: row.id, method: 'users.info', why })
    const document = (await documentPages.ofUsers(db, [row.id], actor)).get(row.id)
    if (document === undefined) throw new AppError('not_found', 'This user has just gone.')
    return {
      user: {
        ...row,
        ...User.decode(JSON.parse(document)),
        team: (await teamOf(db, row.id, await today(db, now))) ?? null,
        accounts: await accounts.ofUser(db, row.id),
        history: await userValues.history(db, row.id, actor),
      },
    }
  },
})
