import type { Condition } from '../../store/scim-conditions.ts'
import type { Kind } from './attribute.ts'
import type { Filter, Reference } from './filter.ts'
import { splitSchema } from './path.ts'

/** What the database finds by itself, which may be more than the filter means; `exact`: it is not. */
export interface Narrowed {
  condition: Condition
  exact: boolean
}

const EVERYTHING: Narrowed = { condition: { op: 'everything' }, exact: false }

/** What a filter means, as far as the database can tell: equalities of names, ids, addresses, memberships and activity. */
export function narrow(kind: Kind, filter: Filter | undefined): Narrowed {
  if (!filter) return { ...EVERYTHING, exact: true }
  switch (filter.op) {
    case 'and':
    case 'or':
      return joined(kind, filter.op, filter.all)
    case 'eq':
      return equality(kind, filter.of, filter.value)
    case 'some':
      return ofElement(kind, filter.of, filter.filter)
    default:
      return EVERYTHING
  }
}

function joined(kind: Kind, op: 'and' | 'or', filters: Filter[]): Narrowed {
  const all = filters.map((it) => narrow(kind, it))
  return {
    condition: { op, all: all.map(({ condition }) => condition) },
    exact: all.every(({ exact }) => exact),
  }
}

/** `emails[type eq "work" and value eq "x"]` is found by its address, and then looked at. */
function ofElement(kind: Kind, of: Reference, filter: Filter): Narrowed {
  if (filter.op === 'and')
    return {
      ...joined(
        kind,
        'and',
        filter.all.map((it) => ({ op: 'some', of, filter: it })),
      ),
      exact: false,
    }
  if (filter.op !== 'eq' || filter.of.name.toLowerCase() !== 'value') return EVERYTHING
  return equality(kind, { ...of, sub: 'value' }, filter.value)
}

function equality(kind: Kind, of: Reference, value: string | boolean | null): Narrowed {
  const condition = conditionOf(kind, pathOf(kind, of), value)
  return condition ? { condition, exact: true } : EVERYTHING
}

/** A path in lower case, without the schema of the resource itself. */
function pathOf(kind: Kind, { schema, name, sub }: Reference): string {
  const own = schema === undefined || splitSchema(kind, schema).schema === kind.core
  const path = sub === undefined || sub.toLowerCase() === 'value' ? name : `${name}.${sub}`
  return own ? path.toLowerCase() : `${schema}:${path}`
}

function conditionOf(
  { type }: Kind,
  path: string,
  value: string | boolean | null,
): Condition | undefined {
  const word = String(value).toLowerCase()
  if (path === 'active' && type === 'User' && (word === 'true' || word === 'false'))
    return { op: 'active', value: word === 'true' }
  if (typeof value !== 'string') return undefined
  if (path === 'id') return { op: 'is', column: 'id', value: word }
  if (path === 'externalid') return { op: 'is', column: 'external_id', value }
  if (path === 'displayname') return { op: 'is', column: 'display_name', value: word }
  return type === 'User' ? ofUser(path, word) : ofGroup(path, word)
}

function ofUser(path: string, value: string): Condition | undefined {
  if (path === 'username') return { op: 'is', column: 'user_name', value }
  if (path === 'emails') return { op: 'address', value }
  return path === 'groups' ? { op: 'group', value } : undefined
}

function ofGroup(path: string, value: string): Condition | undefined {
  return path === 'members' ? { op: 'member', value } : undefined
}
