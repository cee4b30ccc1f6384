import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Db, transaction } from '../../store/db.ts'
import { personJson } from '../../store/export.ts'
import * as users from '../../store/users.ts'
import { byIdOrEmail } from '../known-user.ts'
import { type Context, method, raw } from '../method.ts'
import { noteView, Why } from '../view-note.ts'
import { wholePerson } from '../whole-person.ts'

export const usersExport = method({
  name: 'users.export',
  verb: 'GET',
  scope: null,
  summary: 'Gives a person everything that is stored of them, in one file.',
  description:
    'For the person who is signed in, of themselves; of anybody with the scope admin, for a request of the person. One JSON file, by table: who they are, accounts, facts, weeks, answers to surveys whose keys are still kept, lines of imports, what was done by them and to them, and who looked. Hashes of secrets are left out. Each call is written to the audit log, and the person sees who asked: users.views.list.',
  args: z.object({
    id: Id.optional().describe('The user; without id and address, whoever is signed in.'),
    email: z.string().optional().describe('An e-mail address of the user.'),
    why: Why,
  }),
  result: z.object({
    tables: z
      .record(z.string(), z.array(z.record(z.string(), z.unknown())))
      .describe('The rows about the person, by table, as the database has them.'),
  }),
  async run({ why, ...asked }, context) {
    const { db, actor, now } = context
    const id = await allowed(asked, context)
    const { person } = await transaction(db, async (tx) => {
      await audit.record(tx, { actor: actor.id, action: 'users.export', object: `user:${id}` })
      await noteView({ db: tx, actor, now }, { user_id: id, method: 'users.export', why })
      return wholePerson(tx, id, context)
    })
    return raw(encoded(personJson(db, person)), {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="person-${id}.json"`,
    })
  },
})

interface Asked {
  id?: number | undefined
  email?: string | undefined
}

/** Whom it is about, if the actor may ask; whoever may not is not told whether there is such a person. */
async function allowed(asked: Asked, { db, actor }: Context): Promise<number> {
  const own = actor.kind === 'session' ? actor.user_id : null
  if (own !== null && asked.id === undefined && asked.email === undefined) return own
  if (actor.scopes.has('admin')) return (await byIdOrEmail(db, asked)).id
  if (own !== null && (await isUser(db, own, asked))) return own
  throw new AppError(
    'not_authorized',
    'users.export needs the scope admin; of yourself you may ask while you are signed in.',
  )
}

async function isUser(db: Db, own: number, { id, email }: Asked): Promise<boolean> {
  if (id !== undefined || email === undefined) return id === own
  return (await users.findBy(db, 'email', email))?.id === own
}

function encoded(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const them = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await them.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await them.return?.()
    },
  })
}
