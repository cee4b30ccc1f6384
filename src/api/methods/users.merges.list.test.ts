import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import * as given from '../../../test/given.ts'
import { toWire } from '../../model/index.ts'

const { held, call, refusal } = testApp()

let into: string
let from: string
beforeAll(async () => {
  await given.people(held.database, [
    { email: 'ada@example.com' },
    { email: 'lovelace@example.com' },
  ])
  into = toWire(await given.idOf(held.database, 'ada@example.com'))
  from = toWire(await given.idOf(held.database, 'lovelace@example.com'))
})

test('a merge is listed until it is split', async () => {
  const { id } = await call('users.merge', { into, from })
  const list = () => call('users.merges.list', { id: into })
  expect((await list()).merges).toMatchObject([{ id, email: 'lovelace@example.com' }])
  await call('users.split', { id: id ?? '' })
  expect((await list()).merges).toEqual([])
})

test('needs the scope users:read, and a user that there is', async () => {
  expect(await refusal('users.merges.list', { id: into }, { scopes: [] })).toMatchObject({
    error: 'not_authorized',
  })
  expect(await refusal('users.merges.list', { id: toWire(99_999) })).toMatchObject({ status: 404 })
})
