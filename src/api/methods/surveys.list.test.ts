import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { importFacts } from '../../../test/facts.ts'
import * as given from '../../../test/given.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'
import { SURVEYED, winterAnswers } from '../../../test/surveys.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

test('lists no surveys, then those that were imported', async () => {
  expect(await call('surveys.list', {})).toMatchObject({ surveys: [] })
  await given.people(held.database, SURVEYED)
  await importFacts(held.database, {
    kind: 'survey_answers',
    facts: winterAnswers((n) => (n < 7 ? { deep_work: '4', ease_code: '2' } : {})),
    options: { anonymous_after: 30 },
  })
  expect((await call('surveys.list', {})).surveys).toMatchObject([
    {
      name: 'Winter',
      opened: '2026-02-02',
      closed: '2026-02-13',
      mode: 'anonymous',
      key: 'kept',
      key_until: '2026-03-15',
      people: 5,
      items: 2,
    },
  ])
})

test('a survey that four people answered is told as one that nobody did', async () => {
  const bring = (wave: string, count: number) =>
    importFacts(held.database, {
      kind: 'survey_answers',
      facts: winterAnswers(
        (n): Record<string, string> => (n < count ? { deep_work: '4' } : {}),
      ).map((fact) => ({ ...fact, wave })),
    })
  await bring('Four', 4)
  await bring('None', 0)
  const { surveys } = await call('surveys.list', {})
  const [four, none] = ['Four', 'None'].map((name) => {
    const { id, ...told } = surveys.find((it) => it.name === name) ?? {}
    return { ...told, name: '' }
  })
  expect(four).toEqual(none)
  expect(four).toMatchObject({ people: null, items: 0 })
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('surveys.list', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
  })
})
