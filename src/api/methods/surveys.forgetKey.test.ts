import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { SURVEYED, winterAnswers } from '../../../test/surveys.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

const winter = async () => {
  const { surveys } = await call('surveys.list', {})
  return surveys[0]?.id ?? ''
}

test('destroys the key for good, having told what that comes to', async () => {
  await given.people(held.database, SURVEYED)
  await importFacts(held.database, {
    kind: 'survey_answers',
    facts: winterAnswers(() => ({ deep_work: '4' })),
  })
  const id = await winter()
  expect(await call('surveys.forgetKey', { id, dry_run: true })).toMatchObject({
    dry_run: true,
    survey: { name: 'Winter', key: 'destroyed' },
  })
  expect((await call('surveys.list', {})).surveys).toMatchObject([{ key: 'kept' }])
  await call('surveys.forgetKey', { id })
  expect((await call('surveys.list', {})).surveys).toMatchObject([{ key: 'destroyed' }])
  expect(await refusal('surveys.forgetKey', { id })).toMatchObject({ status: 409 })
})

test('an unknown survey, a bad argument and a missing scope are refused', async () => {
  expect(await refusal('surveys.forgetKey', { id: 'OTk5' })).toMatchObject({ status: 404 })
  expect(await refusal('surveys.forgetKey', {})).toMatchObject({ status: 422 })
  expect(await refusal('surveys.forgetKey', {}, { scopes: ['snapshots:read'] })).toMatchObject({
    status: 403,
  })
})
