import { sql } from 'kysely'
import { KNOWN_ITEMS, type PersonFact, type SurveyAnswersFact } from '../src/model/index.ts'
import { type Db, many, run } from '../src/store/db.ts'
import * as items from '../src/store/survey-items.ts'
import * as waves from '../src/store/survey-waves.ts'
import { makeKey, pseudonymOf } from '../src/surveys/wave-keys.ts'
import { SECRET_KEY } from './source.ts'

export interface GivenWave {
  name: string
  opened: string
  /** Of an item the place of the option that the person of a number chose; null: does not apply; undefined: no answer. */
  answers: Record<string, (person: number) => number | null | undefined>
  /** Whether its key is destroyed. */
  forgotten?: boolean
}

/** A run of a survey answered by the people who are there, numbered from 0 in order of id. Gives its id. */
export async function givenWave(tx: Db, it: GivenWave): Promise<number> {
  const by = { entry: 1, import_id: null, source: 'test', today: it.opened }
  await items.ensure(tx, by, KNOWN_ITEMS)
  const defined = await items.list(tx)
  const wave_id = await waves.create(tx, 1, {
    name: it.name,
    opened: it.opened,
    closed: it.opened,
    mode: 'confidential',
    key_until: null,
  })
  const key = await makeKey(tx, wave_id, () => SECRET_KEY)
  const people = await many<{ id: number }>(tx, sql`select u.id from users u order by u.id`)
  const rows = Object.entries(it.answers).flatMap(([name, choose]) =>
    people.flatMap(({ id }, n) => {
      const option = choose(n)
      const item_id = defined.find((item) => item.key === name)?.id
      if (option === undefined || item_id === undefined) return []
      return { wave_id, item_id, pseudonym: pseudonymOf(key, id, 'answers'), option }
    }),
  )
  await run(
    tx,
    sql`
      insert into survey_answers (wave_id, item_id, pseudonym, option, created_in, changed_in)
      select r.wave_id, r.item_id, r.pseudonym, r.option, 1, 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(wave_id bigint, item_id bigint, pseudonym text, option int)
    `,
  )
  if (it.forgotten) await waves.destroyKeys(tx, [wave_id])
  return wave_id
}

/** Twenty-four people with addresses p0@example.com and on, of whom the first twelve have the tool. */
export const SURVEYED: PersonFact[] = Array.from({ length: 24 }, (_, n) => ({
  email: `p${n}@example.com`,
  attributes: { Tool: [n < 12 ? 'yes' : 'no'] },
}))

/** Answers of those people to "Winter", as a file has them: each to the items that the function names, with their comments. */
export function winterAnswers(
  answer: (person: number) => Record<string, string | undefined>,
  comment?: (person: number) => string | undefined,
): SurveyAnswersFact[] {
  return SURVEYED.map(({ email }, n) => {
    const text = comment?.(n)
    return {
      wave: 'Winter',
      opened: '2026-02-02',
      closed: '2026-02-13',
      email,
      answers: Object.entries(answer(n)).flatMap(([item, option]) =>
        option === undefined ? [] : { item, option },
      ),
      ...(text !== undefined && { comments: [{ text }] }),
    }
  })
}
