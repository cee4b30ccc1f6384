import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import { adoptedName, type CohortSpec, usageName } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { type Attribute, sameText } from '../attribute.ts'

/**
 * Throws `invalid_arguments` for cohorts that are made of how much people used a tool by today, which is after the period has
 * begun: whoever works more on its days also uses the tool on more of them, so the cohorts would differ without any effect.
 */
export async function refuseLaterUse(
  db: Db,
  { name }: Attribute,
  as_of: CohortSpec['as_of'],
): Promise<void> {
  if (as_of === 'start') return
  const tools = await many(
    db,
    sql<{
      tool: string
    }>`select distinct c.tool from coverage c where c.subject = 'tool_days' and c.tool is not null`,
  )
  const derived = tools.flatMap(({ tool }) => [usageName(tool), adoptedName(tool)])
  if (derived.every((known) => !sameText(known, name))) return
  throw new AppError(
    'invalid_arguments',
    `${name} of today says how people worked in the period itself, so cohorts of it would differ whatever the tool does. Ask for as_of=start, the day before which use is counted, or for the impact report.`,
  )
}
