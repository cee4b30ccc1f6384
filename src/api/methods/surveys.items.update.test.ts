import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { type GivenWave, givenWave, SURVEYED, winterAnswers } from '../../../test/surveys.ts'
import { transaction } from '../../store/db.ts'

const { held, call, refusal } = testApp()

test('defines an item with usual options, and changes its words', async () => {
  const { item } = await call('surveys.items.update', { key: 'walks', text: 'I walk enough.' })
  expect(item).toMatchObject({ kind: 'scale_5', name: 'I walk enough.', lower_is_better: false })
  expect(item.options.map(({ favourable }) => favourable)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
  await call('surveys.items.update', { key: 'walks', text: 'I walk a lot.', name: 'Walks' })
  const { items } = await call('surveys.items.list', {})
  expect(items.find(({ key }) => key === 'walks')).toMatchObject({ name: 'Walks' })
})

test('lists the known items beside those defined here', async () => {
  const { items } = await call('surveys.items.list', {})
  expect(items.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['deep_work', 'env_toil', 'perceived_time_saved']),
  )
})

test('an item is listed with the last run that enough people answered', async () => {
  await given.people(held.database, SURVEYED)
  const answered = (people: number) => (n: number) => (n < people ? 3 : undefined)
  const few = { deep_work: answered(4) }
  const runs: GivenWave[] = [
    { name: 'Winter', opened: '2026-02-02', answers: { deep_work: answered(24) } },
    { name: 'Spring', opened: '2026-05-04', answers: { deep_work: answered(24) }, forgotten: true },
    { name: 'Summer', opened: '2026-08-03', answers: few },
  ]
  await transaction(held.database.db, async (tx) => {
    for (const run of runs) await givenWave(tx, run)
  })
  const { items } = await call('surveys.items.list', {})
  const told = items.map(({ key, last_run, kept_runs }) => [key, last_run?.name, kept_runs])
  expect(told).toContainEqual(['deep_work', 'Spring', 1])
  expect(told).toContainEqual(['env_toil', undefined, 0])
})

test('the options of an item that people have answered stay', async () => {
  await given.people(held.database, SURVEYED)
  await importFacts(held.database, {
    kind: 'survey_answers',
    facts: winterAnswers(() => ({ deep_work: '4' })),
  })
  const options = ['no', 'yes'].map((label) => ({ label }))
  const asked = { key: 'deep_work', text: 'Focus?', kind: 'options', options, favourable: ['yes'] }
  expect(await refusal('surveys.items.update', asked)).toMatchObject({ status: 409 })
})

test.each([
  [{ text: 'No key.' }, 'key'],
  [{ key: 'a b', text: 'A bad key.' }, 'key'],
])('%o names the argument that is wrong', async (args, path) => {
  expect(await refusal('surveys.items.update', args)).toMatchObject({
    status: 422,
    error_details: { issues: [{ path }] },
  })
})

test('an item that cannot be scored says why, and a missing scope is refused', async () => {
  const asked = { key: 'x', text: 'X', options: [{ label: 'a' }, { label: 'b' }] }
  const { status, message } = await refusal('surveys.items.update', asked)
  expect({ status, message }).toEqual({
    status: 422,
    message: expect.stringContaining('favourable'),
  })
  for (const method of ['surveys.items.update', 'surveys.items.list'] as const)
    expect(await refusal(method, asked, { scopes: ['users:read'] })).toMatchObject({ status: 403 })
})
