import { sql } from 'kysely'
import { type Db, maybeOne } from '../store/db.ts'

/** A tool whose days of use some source covers. */
export interface Tool {
  name: string
  known_from: string
  known_until: string
}

/** The tool of an attribute's name, with the days of which its use is known; null where no source covers it. */
export async function toolOf(db: Db, name: string): Promise<Tool | null> {
  const tool = await maybeOne(
    db,
    sql<Tool>`
      select c.tool as name, min(c.from_day) as known_from, max(c.to_day) as known_until
      from coverage c
      where c.subject = 'tool_days' and lower(c.tool) = lower(${name})
      group by c.tool
      order by c.tool collate "C"
      limit 1
    `,
  )
  return tool ?? null
}
