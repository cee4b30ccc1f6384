import type { SurveyItem } from '../model/index.ts'
import type { Db } from '../store/db.ts'
import type { Change } from '../store/journal.ts'
import * as store from '../store/survey-items.ts'

/**
 * Creates or changes items. Gives the keys of those that stay as they were, since people have answered them already and other
 * options would turn their answers into others.
 */
export async function writeItems(
  tx: Db,
  by: Change,
  items: readonly SurveyItem[],
): Promise<string[]> {
  const before = new Map((await store.list(tx)).map((item) => [item.key, item]))
  const recast = items.flatMap((item) => {
    const known = before.get(item.key)
    return known && labels(known) !== labels(item) ? [known] : []
  })
  const answered = await store.answered(
    tx,
    recast.map(({ id }) => id),
  )
  const held = recast.filter(({ id }) => answered.includes(id)).map(({ key }) => key)
  await store.write(
    tx,
    by,
    items.filter(({ key }) => !held.includes(key)),
  )
  return held
}

/** What an answer is kept as is the place of its option. */
function labels({ options }: SurveyItem): string {
  return JSON.stringify(options.map(({ label }) => label))
}
