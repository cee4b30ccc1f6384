import type { Left } from '../../connectors/connector.ts'
import { attributeGroups } from '../../connectors/dx/attribute-groups.ts'
import { everybody } from '../../connectors/dx/everybody.ts'
import type { Context } from '../../connectors/dx/settings.ts'
import { dayIn } from '../../model/index.ts'
import * as attributes from '../../store/attributes.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, transaction } from '../../store/db.ts'
import * as pushed from '../../store/pushed.ts'
import * as settings from '../../store/settings.ts'
import { type Choice, type Chosen, chooseAttributes } from './choose-attributes.ts'
import { matchPeople, type Pair } from './match-people.ts'
import { type Change, type Plan, planFor, takenOf } from './plan.ts'
import { send } from './send.ts'

/** What is pushed, whereto, and how the other side is called. */
export interface PushInput extends Pick<Context, 'settings' | 'secret' | 'fetch' | 'now'>, Choice {
  /** Name of the source, under which is remembered what it has taken over. */
  source: string
  actor: string
  /** Compare and tell, and change nothing on either side. */
  dry_run: boolean
  /** Set values also where the other side has changed them since they were pushed. */
  overwrite?: boolean
  /** Called with the people who are done, and all of them. */
  progress?: (done: number, of: number) => void
}

/** A value that was changed at the other side, or in a dry run would be. */
export interface PushedChange {
  email: string
  attribute: string
  before: string[]
  /** None: it is removed. */
  after: string[]
}

export interface PushResult {
  dry_run: boolean
  /** People who are on both sides. */
  people: number
  /** Those of them with a change. */
  changed: number
  /** Values set and removed, and those that were the same or of no concern; each of one person and attribute. */
  set: number
  removed: number
  same: number
  /** The first of the changes. */
  changes: PushedChange[]
  /** Attributes, people and values that were left out or refused, and why. */
  left: Left[]
}

/** People whose values are compared at once. */
const CHUNK = 500
/** Changes that are told. */
const TOLD = 50

/**
 * Brings attributes at DX to what people have here today, by as few calls as it takes: it compares with what is there now and
 * with what was pushed before, and sends what has changed here since, a call a person. What was taken over is remembered at
 * once, so a push that is cut off goes on where it was, and a second one sends nothing. Somebody who is refused is told and
 * stops nobody else. Throws a SourceError when the other side cannot be read or written at all.
 */
export async function pushAttributes({ db }: Database, input: PushInput): Promise<PushResult> {
  const here = await attributes.list(db, input.attributes)
  const { chosen, left } = chooseAttributes(input, here, await attributeGroups(input))
  const result: PushResult = { ...NOTHING, dry_run: input.dry_run, changes: [], left }
  if (chosen.length === 0) return result
  const day = dayIn((await settings.read(db)).time_zone, input.now())
  const push: Push = { db, input, chosen, day, result, entry: await record(db, input, chosen) }
  const { users, unsettled } = await everybody(input)
  const { pairs, left: unmatched } = await matchPeople(db, users)
  left.push(...(unsettled ? [UNSETTLED] : []), ...unmatched, ...(await missing(push, pairs)))
  result.people = pairs.length
  for (let from = 0; from < pairs.length; from += CHUNK)
    await pushChunk(push, pairs.slice(from, from + CHUNK), from)
  return result
}

const NOTHING = { people: 0, changed: 0, set: 0, removed: 0, same: 0 }

/** A push under way. `entry` is that of the audit log; null in a dry run. */
interface Push {
  db: Db
  input: PushInput
  chosen: Chosen[]
  day: string
  entry: number | null
  result: PushResult
}

async function record(db: Db, input: PushInput, chosen: Chosen[]): Promise<number | null> {
  if (input.dry_run) return null
  return transaction(db, (tx) =>
    audit.record(tx, {
      actor: input.actor,
      action: 'sources.push',
      object: `source:${input.source}`,
      details: { attributes: chosen.map(({ name }) => name) },
    }),
  )
}

/** Those who have something to push and whom the other side does not list. */
async function missing({ db, chosen, day }: Push, pairs: Pair[]): Promise<Left[]> {
  const listed = new Set(pairs.map(({ user_id }) => user_id))
  const holders = await pushed.holders(db, { attribute_ids: chosen.map(({ id }) => id), day })
  return holders
    .filter(({ user_id }) => !listed.has(user_id))
    .map(({ email }) => ({
      about: email,
      code: 'unknown_there',
      message: 'The other side does not list this person; add the person there first.',
    }))
}

async function pushChunk(push: Push, pairs: Pair[], from: number): Promise<void> {
  const { db, input, chosen, day, result } = push
  const question = { source: input.source, attribute_ids: chosen.map(({ id }) => id), day }
  const ids = pairs.map(({ user_id }) => user_id)
  const standings = Map.groupBy(await pushed.standings(db, question, ids), ({ user_id }) => user_id)
  const plans = pairs.map((pair) =>
    planFor(pair, chosen, standings.get(pair.user_id) ?? [], input.overwrite ?? false),
  )
  if (push.entry !== null)
    await pushed.remember(
      db,
      { source: input.source, entry: push.entry },
      plans.flatMap(({ agreed }) => agreed),
    )
  for (const [n, plan] of plans.entries()) {
    result.left.push(...plan.left)
    result.same += plan.same
    await pushPerson(push, plan)
    input.progress?.(from + n + 1, result.people)
  }
}

async function pushPerson({ db, input, entry, result }: Push, plan: Plan): Promise<void> {
  const { done, left } = entry === null ? { done: plan.changes, left: [] } : await send(input, plan)
  if (entry !== null)
    await pushed.remember(
      db,
      { source: input.source, entry },
      done.map((change) => takenOf(plan.pair, change)),
    )
  result.left.push(...left)
  count(result, plan.pair, done)
}

function count(result: PushResult, { email }: Pair, done: Change[]): void {
  if (done.length > 0) result.changed++
  for (const { attribute, before, after } of done) {
    if (after.length > 0) result.set++
    else result.removed++
    if (result.changes.length < TOLD)
      result.changes.push({ email, attribute: attribute.name, before, after })
  }
}

const UNSETTLED: Left = {
  about: 'users.list',
  code: 'unsettled_list',
  message:
    'The list of users over there changed each time that it was read, so somebody may be missing from it; push again.',
}
