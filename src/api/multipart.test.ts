import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundaryOf, parts } from './multipart.ts'

/** The bytes of a form as undici writes it. */
async function written(form: FormData): Promise<{ body: Buffer; boundary: string }> {
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const boundary = boundaryOf(request.headers.get('content-type') ?? '') ?? ''
  return { body: Buffer.from(await request.arrayBuffer()), boundary }
}

async function* cut(body: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < body.length; n++) {
    const end = at + (sizes[n % sizes.length] ?? body.length)
    yield body.subarray(at, end)
    at = end
  }
}

async function read(body: AsyncIterable<Uint8Array>, boundary: string) {
  const found = []
  for await (const { name, file_name, bytes } of parts(body, boundary))
    found.push({ name, file_name, bytes: await whole(bytes) })
  return found
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

test('a form is read as it was written, however its bytes are cut', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  const nasty = fc.constantFrom('\r\n', '\r\n--', '--', '\r', '\r\n\r\n').map((t) => Buffer.from(t))
  const content = fc
    .array(fc.oneof(bytes, nasty), { maxLength: 6 })
    .map((all) => Buffer.concat(all))
  const name = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((text) => !/[\r\n\\%]/.test(text))
  const part = fc.record({ name, file_name: fc.option(name), content })
  const sizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), sizes, async (given, sizes) => {
      const form = new FormData()
      for (const { name, file_name, content } of given)
        if (file_name === null) form.append(name, content.toString('hex'))
        else form.append(name, new Blob([new Uint8Array(content)]), file_name)
      const { body, boundary } = await written(form)
      const expected = given.map(({ name, file_name, content }) => ({
        name,
        file_name,
        bytes: file_name === null ? Buffer.from(content.toString('hex')) : content,
      }))
      expect(await read(cut(body, sizes), boundary)).toEqual(expected)
    }),
  )
})

test('a name may hold signs that end a line elsewhere', async () => {
  const form = new FormData()
  form.append('a\u2028b', new Blob(['x']), '\u2029.csv')
  const { body, boundary } = await written(form)
  expect(await read(cut(body, [7]), boundary)).toEqual([
    { name: 'a\u2028b', file_name: '\u2029.csv', bytes: Buffer.from('x') },
  ])
})

test('a part that nobody reads is passed over', async () => {
  const form = new FormData()
  form.append('file', new Blob(['x'.repeat(100_000)]), 'large.txt')
  form.append('after', 'it')
  const { body, boundary } = await written(form)
  const names = []
  for await (const { name } of parts(cut(body, [1000]), boundary)) names.push(name)
  expect(names).toEqual(['file', 'after'])
})

test('names as curl writes them are read', async () => {
  const body = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="a \\"b\\""; filename="c.csv"\r\n\r\nd\r\n--b--\r\n',
  )
  expect(await read(cut(body, [5]), 'b')).toEqual([
    { name: 'a "b"', file_name: 'c.csv', bytes: Buffer.from('d') },
  ])
})

test.each([
  ['is empty', ''],
  ['is something else', '{"a":1}'],
  ['ends in the middle', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nd'],
  ['has a part without a name', '--b\r\nContent-Disposition: form-data\r\n\r\nd\r\n--b--'],
  ['has an endless header', `--b\r\n${'x'.repeat(20_000)}`],
])('a form that %s is refused', async (_, text) => {
  await expect(read(cut(Buffer.from(text), [100]), 'b')).rejects.toMatchObject({
    code: 'invalid_payload',
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['Multipart/Form-Data; charset=utf-8; boundary="a b:c"', 'a b:c'],
  ['multipart/form-data', undefined],
  ['multipart/mixed; boundary=abc', undefined],
  ['text/csv', undefined],
])('the boundary of %s is %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary)
})
