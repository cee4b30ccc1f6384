import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('an installation without accounts has none to match', async () => {
  expect(await call('accounts.list', {})).toEqual({
    ok: true,
    accounts: [],
    suspected: 0,
    next_page: null,
    total: 0,
    total_pages: 0,
  })
})

test('needs the scope users:read', async () => {
  expect(await refusal('accounts.list', {}, { scopes: [] })).toMatchObject({
    error: 'not_authorized',
  })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('accounts.list', { linked: 'perhaps' })).toMatchObject({
    status: 422,
    error_details: { issues: [{ path: 'linked' }] },
  })
})
