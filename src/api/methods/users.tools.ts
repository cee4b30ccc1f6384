import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { dayAfter, Id, Period } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Db, transaction } from '../../store/db.ts'
import * as personTools from '../../store/person-tools.ts'
import * as settings from '../../store/settings.ts'
import * as users from '../../store/users.ts'
import * as workspaceStarts from '../../store/workspace-starts.ts'
import { byIdOrEmail } from '../known-user.ts'
import { type Context, method } from '../method.ts'
import type { Scope } from '../scopes.ts'
import { UserRef } from '../shapes/user.ts'
import { today } from '../today.ts'
import { noteView, Why } from '../view-note.ts'

const Tool = z.object({
  tool: z.string(),
  days: z.number().int().describe('Days on which it was used.'),
  known_days: z
    .number()
    .int()
    .describe('Days of which that is known: employed, with an account, and its source has spoken.'),
  last_day: z.iso.date().nullable().describe('The last day of use; null: none of the known days.'),
})

const Workspaces = z.object({
  tool: z.string(),
  workspaces: z.number().int().describe('Workspaces of which a start was seen.'),
  templates: z.array(z.string()).describe('Templates that they were made of.'),
  starts: z.number().int().describe('Starts that were seen: the last of a workspace at each run.'),
  failures: z.number().int().describe('Those of them that failed.'),
  ready_seconds: z
    .number()
    .nullable()
    .describe('Median seconds until ready, of starts that worked; null: no start tells.'),
  ready_starts: z.number().int().describe('How many starts the median is of.'),
  last_at: z.iso.datetime(),
})

const Event = z.object({
  source: z.string(),
  name: z.string().describe('Such as workspace_created.'),
  times: z.number().int(),
  last_at: z.iso.datetime(),
})

export const usersTools = method({
  name: 'users.tools',
  verb: 'GET',
  scope: null,
  summary: 'Tells what tools say of one person: days of use, workspaces and their starts, events.',
  description:
    'For the person who is signed in, of themselves; of anybody with the scopes users:read and reports:read. Each call is written to the audit log with whom it was about, and the person sees who asked: users.views.list. What is absent is unknown, not zero.',
  args: z.object({
    id: Id.optional().describe('The user; without id and address, whoever is signed in.'),
    email: z.string().optional().describe('An e-mail address of the user.'),
    days: z
      .number()
      .int()
      .min(1)
      .max(3660)
      .default(90)
      .describe('How many days back, today among them.'),
    why: Why,
  }),
  result: z.object({
    user: UserRef,
    period: Period,
    tools: z.array(Tool).describe('By name; of a tool that is absent nothing is known.'),
    workspaces: z.array(Workspaces).describe('By tool; of one that is absent no start was seen.'),
    events: z.array(Event).describe('What notifications told of this person.'),
  }),
  async run({ id, email, days, why }, context) {
    const { db, actor, now } = context
    const who = await allowed({ id, email }, context)
    return transaction(db, async (tx) => {
      const { id: user_id, name, email } = await byIdOrEmail(tx, who)
      await audit.record(tx, { actor: actor.id, action: 'users.tools', object: `user:${user_id}` })
      await noteView({ db: tx, actor, now }, { user_id, method: 'users.tools', why })
      const { time_zone } = await settings.read(tx)
      const to = dayAfter(await today(tx, now))
      const period = { from: dayAfter(to, -days), to }
      const asked = { user_id, time_zone, ...period }
      return {
        user: { id: user_id, name, email },
        period,
        tools: await personTools.toolUse(tx, asked),
        workspaces: await workspaceStarts.ofPerson(tx, asked),
        events: await personTools.eventCounts(tx, asked),
      }
    })
  },
})

interface Who {
  id: number | undefined
  email: string | undefined
}

/** Of anybody, to see the use of tools takes the right to read people and to run reports. */
const NEEDED: Scope[] = ['users:read', 'reports:read']

/** Whom it is about, if the actor may ask; whoever may not is not told whether there is such a person. */
async function allowed(who: Who, { db, actor }: Context): Promise<Who> {
  const own = actor.kind === 'session' && actor.user_id !== null ? actor.user_id : undefined
  if (who.id === undefined && who.email === undefined && own !== undefined)
    return { id: own, email: undefined }
  if (NEEDED.every((scope) => actor.scopes.has(scope))) return who
  if (own !== undefined && (await idOf(db, who)) === own) return who
  throw new AppError(
    'not_authorized',
    `users.tools needs the scopes ${NEEDED.join(' and ')}; of yourself you may ask while you are signed in.`,
  )
}

async function idOf(db: Db, { id, email }: Who): Promise<number | undefined> {
  if (id !== undefined || email === undefined) return id
  return (await users.findBy(db, 'email', email))?.id
}
