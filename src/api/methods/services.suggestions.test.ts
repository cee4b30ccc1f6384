import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('is empty while nothing was deployed', async () => {
  expect(await call('services.suggestions', {})).toMatchObject({ suggestions: [] })
})

test('needs the scope users:read', async () => {
  expect(await refusal('services.suggestions', {}, { scopes: ['snapshots:read'] })).toMatchObject({
    error: 'not_authorized',
  })
})
