import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { codes, twoFacets } from '../../../test/fakes/dx/two-facets.ts'
import { run } from '../../store/db.ts'

const { there, context, calls, script, push, theirs } = twoFacets()

test('one value that is refused stops neither the others nor anybody else', async () => {
  await run(
    there.held.database.db,
    sql`update attributes set owner_source = 'okta' where name = 'Level'`,
  )
  const result = await push()
  expect(result).toMatchObject({ changed: 2, set: 4 })
  expect(result.left).toContainEqual({
    about: 'ben@example.com',
    code: 'refused',
    message: 'Level: Only okta may set Level.',
  })
  expect(await theirs('ben@example.com')).toEqual(['Level=L4', 'Remote=false'])
})

test.each([
  [404, 'not_found'],
  [422, 'refused'],
])('a %d for one person is told, and the rest goes on', async (status, code) => {
  const body = '{"ok":false,"error":"validation_failed","message":"No."}'
  let first = true
  script(({ method }) => {
    if (method !== 'POST' || !first) return undefined
    first = false
    return { kind: 'status', status, body }
  })
  const result = await push()
  expect(result.changed).toBe(1)
  expect(codes(result)).toContainEqual(['ADA@example.com', code])
  expect(await push()).toMatchObject({ changed: 1, set: 4 })
})

test('a limit is waited for as long as it asks', async () => {
  const waited: number[] = []
  const wait = async (ms: number) => {
    waited.push(ms)
  }
  let limited = 2
  script(({ method }) =>
    method === 'POST' && limited-- > 0
      ? { kind: 'limited', headers: { 'retry-after': '7' } }
      : undefined,
  )
  expect(await push({ fetch: context({ wait }).fetch })).toMatchObject({ changed: 2 })
  expect(waited).toEqual([7000, 7000])
})

test('a push that is cut off goes on where it was', async () => {
  const sent = calls('users.attributes.update')
  let count = 0
  script(({ method }) =>
    method === 'POST' && ++count > 1
      ? { kind: 'status', status: 403, body: '{"ok":false,"error":"not_authorized"}' }
      : undefined,
  )
  await expect(push()).rejects.toMatchObject({ name: 'SourceError', code: 'forbidden' })
  expect(calls('users.attributes.update') - sent).toBe(2)
  script(() => undefined)
  expect(await push()).toMatchObject({ changed: 1, set: 2 })
  expect(await theirs('ben@example.com')).toEqual(['Level=L5', 'Remote=false'])
})

test('a push whose answer was lost sends nothing twice that has arrived', async () => {
  script(({ method }) => (method === 'POST' ? { kind: 'cut' } : undefined))
  await expect(push({ fetch: context({ attempts: 1 }).fetch })).rejects.toMatchObject({
    code: 'broken_answer',
  })
  script(() => undefined)
  expect(await push()).toMatchObject({ changed: 1 })
  expect(await push()).toMatchObject({ changed: 0 })
})
