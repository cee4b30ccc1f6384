import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { SURVEYED, winterAnswers } from '../../../test/surveys.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

const answers = (n: number) => ({
  deep_work: n < 18 ? 'Agree' : 'Disagree',
  ...(n < 12 && { env_toil: n < 6 ? '0' : '3-5' }),
  ...(n < 4 && { ease_release: 'Very easy' }),
  ...(n >= 22 && { ease_code: 'n/a' }),
})

beforeAll(async () => {
  await given.people(held.database, SURVEYED)
  await importFacts(held.database, { kind: 'survey_answers', facts: winterAnswers(answers) })
})

const winter = async () => {
  const { surveys } = await call('surveys.list', {})
  return surveys.find(({ name }) => name === 'Winter')?.id ?? ''
}
const scoreOf = async (key: string) => {
  const { items } = await call('surveys.info', { id: await winter() })
  return items.find(({ item }) => item.key === key)
}

test('tells scores with intervals and what was chosen, in steps that count nobody', async () => {
  const { survey, people, response_rate, minimum_group } = await call('surveys.info', {
    id: await winter(),
  })
  expect(survey).toMatchObject({ name: 'Winter', mode: 'confidential', key: 'kept' })
  expect({ people, response_rate, minimum_group }).toEqual({
    people: 25,
    response_rate: 1,
    minimum_group: 5,
  })
  expect(await scoreOf('deep_work')).toMatchObject({
    people: 25,
    scored_by: 'favourable',
    score: { estimate: 75 },
    distribution: [
      { percent: 0 },
      { percent: 25 },
      { percent: 0 },
      { percent: 75 },
      { percent: 0 },
    ],
  })
  expect(await scoreOf('env_toil')).toMatchObject({
    people: 10,
    scored_by: 'mean',
    score: { estimate: 2 },
    distribution: null,
  })
})

test('four answers are told as those of nobody', async () => {
  const { item, ...few } = (await scoreOf('ease_release')) ?? {}
  const { item: other, ...none } = (await scoreOf('ease_code')) ?? {}
  expect([item?.key, other?.key]).toEqual(['ease_release', 'ease_code'])
  expect(few).toEqual(none)
  expect(few).toMatchObject({ people: null, score: null, reason: { reason: 'hidden' } })
})

test('a later answer of one more person is not shown, since it would tell of that person', async () => {
  const { items: before } = await call('surveys.info', { id: await winter() })
  await importFacts(held.database, {
    kind: 'survey_answers',
    facts: winterAnswers((n) => (n === 12 ? { env_toil: '>10' } : {})),
  })
  const { items: after, warnings } = await call('surveys.info', { id: await winter() })
  expect(after).toEqual(before)
  expect(warnings).toMatchObject([{ code: 'earlier_answer' }])
})

test('without the key the scores of everybody stay, but for what would tell of one person beside what was shown', async () => {
  const before = await scoreOf('deep_work')
  await call('surveys.forgetKey', { id: await winter() })
  expect(await scoreOf('deep_work')).toEqual(before)
  expect(await call('surveys.info', { id: await winter() })).toMatchObject({
    survey: { key: 'destroyed' },
  })
  expect(await scoreOf('env_toil')).toMatchObject({ score: null, reason: { reason: 'overlaps' } })
})

test('an unknown survey, a bad argument and a missing scope are refused', async () => {
  expect(await refusal('surveys.info', { id: 'OTk5' })).toMatchObject({ status: 404 })
  expect(await refusal('surveys.info', {})).toMatchObject({ status: 422 })
  expect(await refusal('surveys.info', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
  })
})

test('no log line holds an answer, an item or an address', () => {
  expect(JSON.stringify(held.log)).not.toMatch(/Agree|deep_work|>10|@example/)
})
