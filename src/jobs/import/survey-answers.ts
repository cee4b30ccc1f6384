import { sql } from 'kysely'
import { placeOf } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as importLines from '../../store/import-lines.ts'
import * as imports from '../../store/imports.ts'
import * as answers from '../../store/survey-answers.ts'
import * as waves from '../../store/survey-waves.ts'
import { namedItems } from '../../surveys/items.ts'
import { pseudonymOf, type WaveKey } from '../../surveys/wave-keys.ts'
import type { Applying } from './facts.ts'
import { openWaves } from './survey-waves.ts'

/**
 * Answers to a survey: keeps them under pseudonyms of their own in each run, comments apart from them, and empties the lines of
 * the import, in which they stood beside addresses. It creates no people.
 */
export async function applySurveyAnswers(tx: Db, applying: Applying): Promise<void> {
  const { lines, by, options, notes } = applying
  await imports.openStaged(
    tx,
    lines,
    sql`
      , lower(r.fact->>'email') as key, coalesce(r.fact->>'wave', ${options.wave ?? null}) as wave, null::bigint as wave_id
    `,
  )
  const keys = await openWaves(tx, applying)
  await answers.matchStaged(tx)
  await openPeople(tx, keys)
  await openOptions(tx, applying)
  await answers.writeStaged(tx, by)
  await answers.commentStaged(tx, by)
  if (by.import_id === null) return
  await waves.noteImport(tx, by.import_id, [...keys.keys()])
  await importLines.emptyLines(tx, by.import_id)
  notes.push(
    'Once applied, the lines of the file are not kept: they hold answers beside addresses.',
  )
}

async function openPeople(tx: Db, keys: ReadonlyMap<number, WaveKey>): Promise<void> {
  const people = await answers.peopleStaged(tx)
  await answers.openPseudonyms(
    tx,
    people.flatMap(({ wave_id, user_id }) => {
      const key = keys.get(wave_id)
      if (key === undefined) return []
      const pseudonym = pseudonymOf(key, user_id, 'answers')
      return { wave_id, user_id, pseudonym, comment_key: pseudonymOf(key, user_id, 'comments') }
    }),
  )
}

/** Reads what the file calls items and options, each distinct pair once. */
async function openOptions(tx: Db, { by }: Applying): Promise<void> {
  const pairs = await answers.answersStaged(tx)
  const commented = await answers.commentItemsStaged(tx)
  const names = [...new Set([...pairs, ...commented].map(({ item }) => item))]
  const items = await namedItems(tx, by, names)
  const meanings = pairs.map(({ item, option }) => {
    const found = items.get(item)
    const place = found && placeOf(found, option)
    return {
      item,
      option,
      item_id: found?.id ?? null,
      name: found?.key ?? item.slice(0, 80),
      place: place ?? null,
      known: place !== undefined,
    }
  })
  await answers.openMeanings(tx, meanings)
  await answers.openCommented(
    tx,
    commented.map(({ item }) => ({ item, item_id: items.get(item)?.id ?? null })),
  )
}
