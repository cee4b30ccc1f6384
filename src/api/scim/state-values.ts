import * as attributeGroups from '../../store/attribute-groups.ts'
import * as attributes from '../../store/attributes.ts'
import * as audit from '../../store/audit.ts'
import type { Db } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import * as resources from '../../store/scim-resources.ts'
import * as userValues from '../../store/user-values.ts'
import { sortStatements } from '../statements.ts'
import { isObject, type JsonObject } from './attribute.ts'
import { SOURCE } from './context.ts'
import { MANAGER, valuesOf } from './person.ts'
import { ENTERPRISE } from './schemas.ts'

/**
 * States the values of a user that have changed between the two, and ends those that are gone; the history stays. What an
 * attribute does not take is noted in the audit log.
 */
export async function stateValues(
  tx: Db,
  by: Change,
  user_id: number,
  { before, after }: { before: JsonObject | undefined; after: JsonObject },
): Promise<void> {
  const changed = await resolved(tx, after, changes(valuesOf(before ?? {}), valuesOf(after)))
  if (changed.size === 0) return
  await own(tx, by, changed)
  const said = [...changed].flatMap(([name, texts]) =>
    (texts.length > 0 ? texts : [null]).map((value) => ({ name, value })),
  )
  const { states, ends, failures } = await sortStatements(tx, by, said)
  await userValues.state(
    tx,
    by,
    user_id,
    states.map((it) => ({ ...it, since: null })),
  )
  await userValues.end(tx, by, user_id, ends, null)
  if (failures.length > 0) await note(tx, user_id, failures)
}

type Values = Map<string, string[]>

/** What is new, and an empty list for what is gone. */
function changes(before: Values, after: Values): Values {
  const names = new Set([...before.keys(), ...after.keys()])
  const pairs = [...names].map((name) => [name, after.get(name) ?? []] as const)
  return new Map(pairs.filter(([name, texts]) => texts.join('\n') !== before.get(name)?.join('\n')))
}

/** The values with the address of the manager in place of the id, or else with the name that the provider gives. */
async function resolved(tx: Db, after: JsonObject, values: Values): Promise<Values> {
  const [text] = values.get(MANAGER) ?? []
  if (text === undefined) return values
  const address = await resources.addressOf(tx, text)
  const known = address ?? nameOfManager(after) ?? (isOpaque(text) ? undefined : text)
  return new Map([...values, [MANAGER, known === undefined ? [] : [known]]])
}

function nameOfManager(user: JsonObject): string | undefined {
  const company = user[ENTERPRISE]
  const manager = isObject(company) ? company.manager : undefined
  const name = isObject(manager) ? manager.displayName : undefined
  return typeof name === 'string' ? name : undefined
}

/** An id that says nothing to a reader: no address and no words. */
const isOpaque = (text: string) => !/[@\s]/.test(text)

/** Makes the attributes that are missing; what a provider brings is its own, until an administrator says otherwise. */
async function own(tx: Db, by: Change, values: Values): Promise<void> {
  const wanted = [...values].filter(([, texts]) => texts.length > 0)
  const there = await attributes.list(
    tx,
    wanted.map(([name]) => name),
  )
  const known = new Set(there.map(({ name }) => name.toLowerCase()))
  for (const [name, texts] of wanted)
    if (!known.has(name.toLowerCase()))
      await attributeGroups.create(tx, by, {
        name,
        kind: 'option',
        multiple: texts.length > 1,
        hidden: false,
        privileged: false,
        sensitive: null,
        owner_source: SOURCE,
      })
}

async function note(
  tx: Db,
  user_id: number,
  failures: { name: string; error: string }[],
): Promise<void> {
  await audit.record(tx, {
    actor: 'server',
    action: 'scim.values.refused',
    object: `user:${user_id}`,
    details: { attributes: failures.map(({ name, error }) => ({ name, error })) },
  })
}
