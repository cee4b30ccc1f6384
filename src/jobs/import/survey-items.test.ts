import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import type { SurveyItemFact } from '../../model/index.ts'
import * as items from '../../store/survey-items.ts'

const held = testDatabase()
const bring = (...facts: SurveyItemFact[]) =>
  importFacts(held.database, { kind: 'survey_items', facts })
const LUNCH: SurveyItemFact = {
  key: 'lunch',
  text: 'How was lunch?',
  options: ['bad', 'fair', 'good'].map((label) => ({ label })),
  favourable: ['Good'],
}

test('items are created and changed by their keys, once', async () => {
  expect((await bring(LUNCH, { key: 'walks', text: 'I walk enough.' })).counts).toMatchObject({
    created: 2,
  })
  expect((await bring(LUNCH)).counts).toMatchObject({ unchanged: 1 })
  expect((await bring({ ...LUNCH, text: 'How is lunch?' })).counts).toMatchObject({ changed: 1 })
  const [lunch, walks] = await items.list(held.database.db)
  expect(lunch).toMatchObject({ key: 'lunch', text: 'How is lunch?', kind: 'options' })
  expect(walks).toMatchObject({ kind: 'scale_5', options: expect.objectContaining({ length: 5 }) })
})

test.each([
  [{ key: 'x', text: 'X', options: [{ label: 'a' }, { label: 'b' }] }, 'favourable'],
  [{ key: 'x', text: 'X', kind: 'scale_7' }, 'scale_5, scale_3 or options'],
  [{ key: 'X y', text: 'X' }, 'key'],
  [{ ...LUNCH, key: 'x', favourable: ['tasty'] }, 'none of the options'],
  [{ key: 'x', text: 'X', options: [{ label: 'a', value: 1 }, { label: 'b' }] }, 'all options'],
])('%o is refused with a reason', async (fact, words) => {
  const { refusals } = await bring(fact)
  expect(refusals).toMatchObject([
    { code: 'invalid_value', first: [{ message: expect.stringContaining(words) }] },
  ])
})

test('the options of an item that people have answered stay; its wording may change', async () => {
  await given.people(held.database, [{ email: 'ada@example.com' }])
  await bring(LUNCH)
  await importFacts(held.database, {
    kind: 'survey_answers',
    facts: [{ email: 'ada@example.com', answers: [{ item: 'How was lunch?', option: 'fair' }] }],
    options: { wave: 'Winter', from: '2026-02-02' },
  })
  const flipped = { ...LUNCH, options: LUNCH.options?.toReversed() }
  expect((await bring(flipped)).refusals).toMatchObject([{ lines: 1 }])
  expect((await bring({ ...LUNCH, text: 'Was lunch good?' })).counts).toMatchObject({ changed: 1 })
})
