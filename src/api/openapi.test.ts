import { expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import type { Method } from './method.ts'
import { methods } from './methods.ts'
import { openapi } from './openapi.ts'

const { held } = testApp()
const document = openapi(Object.values<Method>(methods))

test('is open to everybody at /openapi.json', async () => {
  const response = await held.app.request('/openapi.json')
  expect(await response.json()).toEqual(document)
})

test('has each method at its path, by its verb', () => {
  for (const { name, verb } of Object.values<Method>(methods))
    expect(document).toHaveProperty(['paths', `/${name}`, verb.toLowerCase(), 'operationId'], name)
})

test('tells the arguments as they travel', () => {
  expect(document).toMatchObject({
    paths: {
      '/users.list': {
        get: {
          security: [{ token: ['users:read'] }],
          parameters: [
            {
              name: 'page',
              in: 'query',
              required: false,
              schema: { type: 'integer', minimum: 1, default: 1 },
            },
            { name: 'page_size', schema: { maximum: 100, default: 100 } },
          ],
        },
      },
      '/tokens.revoke': {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { properties: { id: { type: 'string' } } } } },
          },
        },
      },
    },
  })
})

test('every shape that is referred to is there', () => {
  const text = JSON.stringify(document)
  const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref)
  expect(refs.length).toBeGreaterThan(10)
  for (const ref of refs) {
    expect(ref).toMatch(/^#\/components\/schemas\//)
    expect(document).toHaveProperty(ref.slice(2).split('/'))
  }
})
