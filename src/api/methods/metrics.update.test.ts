import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { refusal } = testApp()

test('needs the scope admin', async () => {
  expect(await refusal('metrics.update', { id: 'MQ' }, { scopes: ['reports:read'] })).toMatchObject(
    {
      error: 'not_authorized',
    },
  )
})

test('a metric that is not there, one of Facet itself among them, is not found', async () => {
  expect(await refusal('metrics.update', { id: 'MQ' })).toMatchObject({ status: 404 })
})

test('names the argument that is wrong', async () => {
  expect(await refusal('metrics.update', {})).toMatchObject({
    error_details: { issues: [{ path: 'id' }] },
  })
})
