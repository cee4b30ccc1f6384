import { sql } from 'kysely'
import { type Db, one } from '../store/db.ts'

/** The tool of an attribute's name whose days of use some source covers; null where none does. */
export async function toolOf(db: Db, name: string): Promise<string | null> {
  const { tool } = await one(
    db,
    sql<{ tool: string | null }>`
      select min(c.tool collate "C") as tool
      from coverage c
      where c.subject = 'tool_days' and lower(c.tool) = lower(${name})
    `,
  )
  return tool
}
