import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type FakeCoder, startCoder } from '../../../test/fakes/coder/start.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'

const { call, refusal, send } = testApp({ sources: SOURCE_JOBS })

let coder: FakeCoder
beforeAll(async () => {
  coder = await startCoder({ count: 5 })
})
afterAll(() => coder.close())

const asked = (token: string) => ({
  kind: 'coder',
  settings: { url: coder.url },
  secret: { token },
})

test('a source is tried before it is kept, and nothing of it is kept', async () => {
  const { readable, checks } = await call('sources.check', asked(coder.tokens.auditor))
  expect(readable).toBe(true)
  expect(checks.map(({ what }) => what)).toContain('Users')
  expect((await call('sources.list', {})).sources).toEqual([])
})

test('what does not suffice is said in words', async () => {
  const { readable, checks } = await call('sources.check', asked('wrong'))
  expect(readable).toBe(false)
  expect(checks.some(({ outcome }) => outcome === 'failed')).toBe(true)
})

test('is called by its other name too', async () => {
  const response = await send('/sources.test', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked(coder.tokens.auditor)),
  })
  expect(await response.json()).toMatchObject({ readable: true })
})

test('needs a source or what makes one, and the scope sources:write', async () => {
  expect(await refusal('sources.check', {})).toMatchObject({ status: 422 })
  const refused = await refusal('sources.check', asked('x'), { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
})
