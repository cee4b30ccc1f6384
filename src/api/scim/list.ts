import type { Db } from '../../store/db.ts'
import type { Condition } from '../../store/scim-conditions.ts'
import * as resources from '../../store/scim-resources.ts'
import { type Json, type JsonObject, type Kind, valueAt } from './attribute.ts'
import type { Context } from './context.ts'
import { type Filter, parseFilter } from './filter.ts'
import { matches } from './matches.ts'
import { narrow } from './narrow.ts'
import { present } from './present.ts'
import { type Projection, project, projectionOf, wants } from './projection.ts'
import { refusal } from './refusal.ts'
import { USER } from './schemas.ts'

/** Resources in an answer unless asked otherwise, and at most. */
const PAGE = 100
export const LONGEST_PAGE = 1_000

/** Resources that are looked at one by one for a filter that the database does not understand whole. */
const MOST_LOOKED_AT = 20_000
const STEP = 200

/** What a list is asked for, in a query or a `.search`. */
export interface Question {
  filter: Filter | undefined
  /** Place of the first resource of the answer, from 1. */
  startIndex: number
  count: number
  projection: Projection
}

/** Reads the question; less than 1 is 1, less than 0 is 0, and too many are as many as there may be. */
export function questionOf(asked: JsonObject): Question {
  const ask = (name: string) => valueAt(asked, name)
  const filter = ask('filter')
  return {
    filter: filter === undefined || filter === '' ? undefined : parseFilter(String(filter)),
    startIndex: Math.max(1, whole('startIndex', ask('startIndex'), 1)),
    count: Math.min(LONGEST_PAGE, Math.max(0, whole('count', ask('count'), PAGE))),
    projection: projectionOf(ask('attributes'), ask('excludedAttributes')),
  }
}

function whole(name: string, value: Json | undefined, otherwise: number): number {
  if (value === undefined || value === null || value === '') return otherwise
  if (!/^-?\d{1,9}$/.test(String(value)))
    throw refusal('invalidValue', `${name} is a whole number.`)
  return Number(value)
}

/** A page of resources, in the order in which they came, with the number of all that meet the filter. */
export async function list(context: Context, kind: Kind, question: Question): Promise<JsonObject> {
  const { filter, startIndex, count, projection } = question
  const { condition, exact } = narrow(kind, filter)
  const { rows, total } =
    exact || !filter
      ? await found(context.db, kind, condition, question)
      : await looked(context, kind, condition, filter, question)
  const memberships = wants(kind, projection, kind === USER ? 'groups' : 'members')
  const shown = await present(context.db, kind, rows, { base: context.base, memberships })
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex,
    itemsPerPage: rows.length,
    ...(count > 0 && { Resources: shown.map((it) => project(kind, it, projection)) }),
  }
}

interface Found {
  rows: resources.ScimRow[]
  total: number
}

async function found(
  db: Db,
  { type }: Kind,
  condition: Condition,
  { startIndex, count }: Question,
): Promise<Found> {
  const total = await resources.count(db, type, condition)
  const few = { offset: startIndex - 1, limit: count }
  const rows =
    count > 0 && startIndex <= total ? await resources.page(db, type, condition, few) : []
  return { rows, total }
}

/** Looks at each resource that may meet the filter, some at a time, so that their number needs no memory. */
async function looked(
  { db, base }: Context,
  kind: Kind,
  condition: Condition,
  filter: Filter,
  { startIndex, count }: Question,
): Promise<Found> {
  if ((await resources.count(db, kind.type, condition)) > MOST_LOOKED_AT)
    throw refusal('tooMany', 'Too many resources would be looked at; filter by a name or an id.')
  const it: Found = { rows: [], total: 0 }
  let after = 0
  for (;;) {
    const some = await resources.page(db, kind.type, condition, { after, limit: STEP })
    const shown = await present(db, kind, some, {
      base,
      memberships: speaksOf(filter, MEMBERSHIPS),
    })
    for (const [n, row] of some.entries()) {
      if (!matches(filter, shown[n] ?? {})) continue
      it.total++
      if (it.total >= startIndex && it.rows.length < count) it.rows.push(row)
    }
    if (some.length < STEP) return it
    after = some.at(-1)?.position ?? after
  }
}

const MEMBERSHIPS = new Set(['groups', 'members'])

function speaksOf(filter: Filter, names: Set<string>): boolean {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.all.some((it) => speaksOf(it, names))
    case 'not':
      return speaksOf(filter.filter, names)
    default:
      return names.has(filter.of.name.toLowerCase())
  }
}
