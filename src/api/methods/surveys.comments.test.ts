import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { SURVEYED, winterAnswers } from '../../../test/surveys.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

const bring = (wave: string, writers: number, closed = '2026-02-13') =>
  importFacts(held.database, {
    kind: 'survey_answers',
    facts: winterAnswers(
      () => ({}),
      (n) => (n < writers ? `Comment ${String.fromCharCode(97 + n)}` : undefined),
    ).map((fact) => ({ ...fact, wave, closed })),
  })

const commentsOf = async (wave: string) => {
  const { surveys } = await call('surveys.list', {})
  const id = surveys.find(({ name }) => name === wave)?.id ?? ''
  return (await call('surveys.comments', { id })).comments
}

test('what ten people wrote is shown in no order of theirs, what nine wrote as if nobody had', async () => {
  await given.people(held.database, SURVEYED)
  await bring('Nine', 9)
  await bring('None', 0)
  await bring('Many', 24)
  expect(await commentsOf('Nine')).toEqual(await commentsOf('None'))
  const texts = (await commentsOf('Many')).map(({ text }) => text)
  expect(texts).toHaveLength(24)
  expect(texts).not.toEqual(texts.toSorted())
  expect(await commentsOf('Many')).toEqual(await commentsOf('Many'))
  expect(Object.keys((await commentsOf('Many'))[0] ?? {})).toEqual(['item', 'text'])
})

test('nothing is shown while a comment may still be added, which would be the newest one', async () => {
  await bring('Open', 24, '2026-03-02')
  expect(await commentsOf('Open')).toEqual([])
})

test('an unknown survey, a bad argument and a missing scope are refused', async () => {
  expect(await refusal('surveys.comments', { id: 'OTk5' })).toMatchObject({ status: 404 })
  expect(await refusal('surveys.comments', {})).toMatchObject({ status: 422 })
  expect(await refusal('surveys.comments', {}, { scopes: ['snapshots:read'] })).toMatchObject({
    status: 403,
  })
})
