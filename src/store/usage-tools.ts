import { sql } from 'kysely'
import {
  adoptedDescription,
  adoptedName,
  USAGE_LEVELS,
  type UsageThresholds,
  usageDescription,
  usageName,
} from '../model/index.ts'
import * as attributeGroups from './attribute-groups.ts'
import { type Db, many, maybeOne, one, run } from './db.ts'
import type { Change } from './journal.ts'

/** The source that owns the attributes of usage levels, so that no file overwrites them. */
export const OWNER = 'facet'

/** A tool whose levels are kept. */
export interface UsageTool {
  id: number
  usage_attribute_id: number
  adopted_attribute_id: number
  /** The day up to which they stand; null: they are to be computed from the first day on. */
  last_day: string | null
}

/** What the coverage says of a tool. */
export interface CoveredTool {
  tool: string
  /** The first day of which a source speaks; null where none does any more. */
  first_day: string | null
}

/** The tools whose days of use some source covers, or covered when their levels were last kept. */
export function covered(db: Db): Promise<CoveredTool[]> {
  return many(
    db,
    sql<CoveredTool>`
      select coalesce(min(k.tool), min(c.tool collate "C")) as tool, min(c.from_day) as first_day
      from (
        select c.tool, c.from_day
        from coverage c
        where c.subject = 'tool_days' and c.team_id is null
      ) c
      full join usage_tools k on lower(k.tool) = lower(c.tool)
      group by coalesce(lower(k.tool), lower(c.tool))
      order by coalesce(lower(k.tool), lower(c.tool)) collate "C"
    `,
  )
}

/** The tool of a name as it was kept last; without last day where thresholds have changed since. */
export function find(
  db: Db,
  tool: string,
  thresholds: UsageThresholds,
): Promise<UsageTool | undefined> {
  return maybeOne(
    db,
    sql<UsageTool>`
      select k.id, k.usage_attribute_id, k.adopted_attribute_id,
        case when k.thresholds = ${JSON.stringify(thresholds)}::jsonb then k.last_day end as last_day
      from usage_tools k
      where lower(k.tool) = lower(${tool})
    `,
  )
}

/** Whether some tool's levels are of other thresholds than these, or of a day before this one. */
export async function due(db: Db, thresholds: UsageThresholds, today: string): Promise<boolean> {
  const { due } = await one(
    db,
    sql<{ due: boolean }>`
      select exists (
        select from usage_tools k
        where k.last_day is null or k.last_day < ${today}::date
          or k.thresholds <> ${JSON.stringify(thresholds)}::jsonb
      ) as due
    `,
  )
  return due
}

/** Begins to keep the levels of a tool, with its two attributes, of which neither is somebody else's. */
export async function begin(tx: Db, by: Change, tool: string): Promise<UsageTool> {
  const usage = await own(tx, by, usageName(tool), 'option', usageDescription(tool))
  const adopted = await own(tx, by, adoptedName(tool), 'date', adoptedDescription(tool))
  await run(
    tx,
    sql`
      insert into attribute_options (attribute_id, value, position, created_in, changed_in)
      select ${usage}::bigint, v.value, v.position, ${by.entry}::bigint, ${by.entry}::bigint
      from unnest(${[...USAGE_LEVELS]}::text[]) with ordinality v(value, position)
      on conflict do nothing
    `,
  )
  return one(
    tx,
    sql<UsageTool>`
      insert into usage_tools (tool, usage_attribute_id, adopted_attribute_id)
      values (${tool}, ${usage}, ${adopted})
      returning id, usage_attribute_id, adopted_attribute_id, last_day
    `,
  )
}

/** Whether one of the two attributes of a tool is somebody else's. */
export async function taken(db: Db, tool: string): Promise<boolean> {
  const names = [usageName(tool), adoptedName(tool)].map((name) => name.toLowerCase())
  const { taken } = await one(
    db,
    sql<{ taken: boolean }>`
      select exists (
        select from attributes a
        where lower(a.name) = any (${names}::text[]) and a.owner_source is distinct from ${OWNER}
      ) as taken
    `,
  )
  return taken
}

/** The attribute of a name, made where there is none. */
async function own(
  tx: Db,
  by: Change,
  name: string,
  kind: 'option' | 'date',
  description: string,
): Promise<number> {
  const flags = { multiple: false, hidden: false, privileged: false, sensitive: false }
  await attributeGroups.create(tx, by, { name, kind, ...flags, owner_source: OWNER })
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      update attributes a set description = ${description} where lower(a.name) = lower(${name}) returning a.id
    `,
  )
  return id
}

/** Notes up to which day levels stand, and by which thresholds: an earlier one, too, where the clock was set back. */
export async function stand(
  tx: Db,
  tool_id: number,
  thresholds: UsageThresholds,
  today: string,
): Promise<void> {
  await run(
    tx,
    sql`
      update usage_tools k
      set last_day = ${today}::date, thresholds = ${JSON.stringify(thresholds)}::jsonb
      where k.id = ${tool_id}
    `,
  )
}
