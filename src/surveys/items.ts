import { KNOWN_ITEMS, knownItem, plainName, type SurveyItem } from '../model/index.ts'
import type { Db } from '../store/db.ts'
import type { Change } from '../store/journal.ts'
import * as store from '../store/survey-items.ts'

/** The items that are defined here, and after them the known ones that are not. */
export async function itemsOf(db: Db): Promise<(SurveyItem & { id: number | null })[]> {
  const defined = await store.list(db)
  const keys = new Set(defined.map(({ key }) => key))
  const others = KNOWN_ITEMS.filter(({ key }) => !keys.has(key))
  return [...defined, ...others.map(({ wordings, ...item }) => ({ ...item, id: null }))]
}

/**
 * The items that names in a file stand for, by the name: those defined here, by key, name or text, before those that are
 * known. A known one that is named is defined from then on.
 */
export async function namedItems(
  tx: Db,
  by: Change,
  names: readonly string[],
): Promise<Map<string, store.ItemRow>> {
  const defined = finder(await store.list(tx))
  const fresh = names.flatMap((name) => (defined(name) ? [] : (knownItem(name) ?? [])))
  await store.ensure(tx, by, fresh)
  const found = finder(await store.list(tx))
  return new Map(
    names.flatMap((name) => {
      const item = found(name) ?? found(knownItem(name)?.key ?? '')
      return item ? [[name, item] as const] : []
    }),
  )
}

function finder(items: readonly store.ItemRow[]) {
  const byName = new Map(
    items
      .toReversed()
      .flatMap((item) =>
        [item.text, item.name, item.key].map((name) => [plainName(name), item] as const),
      ),
  )
  return (name: string) => byName.get(plainName(name))
}
