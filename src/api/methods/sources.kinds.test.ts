import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('each kind says what it needs: fields with their words, and the least right', async () => {
  const { kinds } = await call('sources.kinds', {})
  const coder = kinds.find(({ kind }) => kind === 'coder')
  expect(coder).toMatchObject({
    title: 'Coder',
    settings: { required: ['url'], properties: { url: { type: 'string', format: 'uri' } } },
    secret: { required: ['token'] },
  })
  expect(coder?.rights).toContain('Auditor')
  for (const { rights, settings } of kinds) {
    expect(rights).toMatch(/\.$/)
    for (const field of Object.values(settings.properties as Record<string, object>))
      expect(field).toHaveProperty('description')
  }
})

test('needs the scope sources:read', async () => {
  const refused = await refusal('sources.kinds', {}, { scopes: ['sources:write'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})
