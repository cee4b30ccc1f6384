import { expect, test } from 'vitest'
import * as z from 'zod'
import { readJson } from './read-json.ts'

const Users = z.object({ users: z.array(z.object({ id: z.string() })) })

function read(text: string, status = 200) {
  const answer = new Response(text, { status })
  Object.defineProperty(answer, 'url', { value: 'https://coder.test/api/v2/users' })
  return readJson(answer, Users, 'a list of users')
}

test('an answer of the shape is given in it', async () => {
  expect(await read('{"users":[{"id":"1","more":2}],"count":1}')).toEqual({ users: [{ id: '1' }] })
})

test('a web page is not the API', async () => {
  await expect(read('\n <!doctype html><html>', 403)).rejects.toMatchObject({
    code: 'not_the_api',
    status: 403,
    message: expect.stringContaining('coder.test answers with a web page where a list of users'),
  })
})

test.each([
  ['', 'expected object'],
  ['{"users":[', 'expected object'],
  ['[]', 'expected object'],
  ['{"users":[{"id":1}]}', 'users.0.id: '],
])('%j is broken, with the place', async (text, place) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'broken_answer',
    message: expect.stringContaining(place),
  })
})
