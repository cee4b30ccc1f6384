import { sql } from 'kysely'
import { adoptedName, usageName } from '../model/index.ts'
import * as attributes from '../store/attributes.ts'
import { type Db, many } from '../store/db.ts'
import { ACCOUNT_VALUES } from '../store/tool-users.ts'
import { sameText } from './attribute.ts'

/** Whose use of a tool an attribute tells. */
export interface UseOf {
  tool: string
  /** The attribute that tells it. */
  attribute: string
  /** What it is made from: the tool's own one, or what is counted from days of use, such as levels. */
  made: 'account' | 'level' | 'adopted'
  /** The attribute of the tool itself, by which adoption can be asked for; null: there is none. */
  adoption: string | null
}

/** Those of the attributes that tell of the use of a tool: the tool's own, and what is derived from it. */
export async function usesOf(
  db: Db,
  asked: readonly { name: string; values: readonly string[] }[],
): Promise<UseOf[]> {
  const tools = await many(
    db,
    sql<{ tool: string }>`
      select distinct c.tool from coverage c where c.subject = 'tool_days' and c.tool is not null order by 1
    `,
  )
  const uses: UseOf[] = []
  for (const { name, values } of asked) {
    const found = tools
      .map(({ tool }) => ({ tool, made: madeOf(tool, name) }))
      .find((it) => it.made)
    const made = found?.made ?? (values.includes(ACCOUNT_VALUES[0]) ? 'account' : undefined)
    if (made === undefined) continue
    const tool = found?.tool ?? name
    const [own] = (await attributes.list(db, [tool])).filter(({ hidden }) => !hidden)
    uses.push({ tool, attribute: name, made, adoption: own?.name ?? null })
  }
  return uses
}

function madeOf(tool: string, name: string): UseOf['made'] | undefined {
  if (sameText(name, tool)) return 'account'
  if (sameText(name, usageName(tool))) return 'level'
  return sameText(name, adoptedName(tool)) ? 'adopted' : undefined
}
