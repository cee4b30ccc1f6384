import * as z from 'zod'
import { Id, IssueCode } from '../../model/index.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import * as userValues from '../../store/user-values.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { byEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { sortStatements } from '../statements.ts'

const Value = z.object({ name: z.string(), value: z.string().nullable() })

export const usersAttributesUpdate = method({
  name: 'users.attributes.update',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Sets and removes attributes of one user.',
  description:
    'Names are compared without case; an unknown name creates an attribute. The value replaces the one before, which stays in the history; null removes. An attribute that takes several values is given several times, and then has these. Attributes that are not named stay as they are.',
  args: z.object({
    email: z.string().describe('An address of the user.'),
    attributes: z
      .array(
        z.object({
          name: z.string().trim().min(1).describe('The attribute.'),
          value: z
            .union([z.string().trim().min(1), z.number(), z.boolean()])
            .nullable()
            .describe('Its value; null: none.'),
        }),
      )
      .describe('What the user has from now on.'),
    valid_from: z.iso
      .date()
      .nullable()
      .default(null)
      .describe(
        'Day since which it holds. When absent, a first value is undated, a new one holds from today.',
      ),
  }),
  result: z.object({
    user: z.object({
      id: Id,
      email: z.string(),
      failures: z
        .array(Value.extend({ error: IssueCode, message: z.string() }))
        .describe('What could not be set, and why.'),
      attributes: z.array(Value.extend({ updated: z.boolean() })).describe('What now holds.'),
    }),
  }),
  async run({ email, attributes, valid_from }, context) {
    const { id } = await byEmail(context.db, email)
    const deed = {
      action: 'users.attributes.update',
      object: `user:${id}`,
      details: { attributes: attributes.map(({ name }) => name) },
    }
    return change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      await documents.touch(tx, [id])
      const { states, ends, held, failures } = await sortStatements(tx, by, attributes)
      const stated = states.map((state) => ({ ...state, since: valid_from }))
      await userValues.state(tx, by, id, stated)
      await userValues.end(tx, by, id, ends, valid_from)
      await weeks.markDirty(tx, by.entry)
      await documents.refresh(tx, by.today)
      const updated = held.map((value) => ({ ...value, updated: true }))
      return { user: { ...(await byEmail(tx, email)), failures, attributes: updated } }
    })
  },
})
