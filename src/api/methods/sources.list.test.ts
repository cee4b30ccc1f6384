import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { givenSource, SOURCE_JOBS } from '../../../test/source.ts'
import { toWire } from '../../model/index.ts'
import { transaction } from '../../store/db.ts'
import * as sources from '../../store/sources.ts'
import * as syncs from '../../store/syncs.ts'

const { held, call, refusal } = testApp({ sources: SOURCE_JOBS })

let id: number
beforeAll(async () => {
  id = await givenSource(held.database, {
    kind: 'coder',
    name: 'Coder',
    settings: { url: 'https://coder.example.com' },
    secret: { token: 'x' },
    schedule: '0 3 * * *',
  })
})

const last = async () => (await call('sources.list', {})).sources[0]?.last_run

test('a run is running while the source is held, and cut off when nobody holds it', async () => {
  expect(await last()).toBeNull()
  const lease = await transaction(held.database.db, async (tx) => {
    const taken = await sources.take(tx, id)
    await syncs.open(tx, id, 'test')
    return taken ?? ''
  })
  expect(await last()).toMatchObject({ status: 'running', asked_by: 'test' })
  await sources.letGo(held.database.db, id, lease)
  expect(await last()).toMatchObject({ status: 'cut' })
  const { runs } = await call('sources.runs', { id: toWire(id) })
  expect(runs).toMatchObject([{ status: 'cut' }])
})

test('why the last run failed is told, and what was left out is counted', async () => {
  const { db } = held.database
  const { id: run } = await syncs.open(db, id, 'schedule')
  const error = 'The token has expired. Make a new one.'
  await syncs.close(db, run, {
    status: 'failed',
    error_code: 'unauthorized',
    error,
    retry_at: null,
  })
  await sources.leave(db, id, [
    { about: 'ada', code: 'service_account', message: 'No person.' },
    { about: 'bob', code: 'service_account', message: 'No person.' },
  ])
  expect(await last()).toMatchObject({ status: 'failed', error })
  const info = await call('sources.info', { id: toWire(id) })
  expect(info.source.left_out).toBe(2)
  expect(info.left).toMatchObject([{ code: 'service_account', things: 2, example: 'No person.' }])
  const left = await call('sources.left', { id: toWire(id), page_size: 1 })
  expect(left).toMatchObject({ total: 2, next_page: 2 })
})

test.each(['sources.list', 'sources.info', 'sources.runs', 'sources.left'] as const)(
  '%s needs the scope sources:read',
  async (name) => {
    const refused = await refusal(name, { id: toWire(id) }, { scopes: ['sources:write'] })
    expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  },
)

test.each(['sources.info', 'sources.runs', 'sources.left'] as const)(
  '%s tells of no source that there is not',
  async (name) => {
    expect(await refusal(name, { id: toWire(999) })).toMatchObject({ error: 'not_found' })
    expect(await refusal(name, {})).toMatchObject({ status: 422 })
  },
)
