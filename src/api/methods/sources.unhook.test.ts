import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'

const { call, refusal, send } = testApp({ sources: SOURCE_JOBS })

let id: string
beforeAll(async () => {
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: 'https://coder.example.com' },
    secret: { token: 'x' },
  })
  id = source.id
})

const hooked = async () => (await call('sources.info', { id })).hook
const deliver = async (path: string) => (await send(path, { method: 'POST', body: '{}' })).status

test('the address of a source is told to be there, and ended', async () => {
  expect(await hooked()).toBe(false)
  const { path } = await call('sources.hook', { id })
  expect([await hooked(), await deliver(path)]).toEqual([true, 202])
  expect(await call('sources.unhook', { id })).toMatchObject({ removed: true })
  expect([await hooked(), await deliver(path)]).toEqual([false, 404])
  expect(await call('sources.unhook', { id })).toMatchObject({ removed: false })
})

test('needs the scope sources:write, and a source that there is', async () => {
  const refused = await refusal('sources.unhook', { id }, { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  expect(await refusal('sources.unhook', { id: 'OTk5' })).toMatchObject({ status: 404 })
})
