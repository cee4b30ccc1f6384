import type { SurveyItem } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as items from '../../store/survey-items.ts'
import { definitionOf } from '../../surveys/definition.ts'
import { writeItems } from '../../surveys/write-items.ts'
import type { Applying } from './facts.ts'

/** Definitions of items: creates or changes them by their keys. Of several lines of one key the last one counts. */
export async function applySurveyItems(tx: Db, { lines, by }: Applying): Promise<void> {
  await imports.openStaged(tx, lines)
  const read = (await items.factsStaged(tx)).map(({ line, fact }) => ({
    line,
    definition: definitionOf(fact),
  }))
  const definitions = read.flatMap(({ definition }) =>
    typeof definition === 'string' ? [] : [definition],
  )
  const byKey = new Map(definitions.map((item) => [item.key, item]))
  const held = await writeItems(tx, by, [...byKey.values()])
  await items.markStaged(
    tx,
    by,
    read.map(({ line, definition }) => ({ line, ...told(definition, held) })),
  )
}

function told(definition: SurveyItem | string, held: string[]) {
  if (typeof definition === 'string') return { key: null, message: definition }
  const { key } = definition
  if (!held.includes(key)) return { key, message: null }
  return {
    key: null,
    message: `People have answered ${key} already, so its options stay. Give the item a new key.`,
  }
}
