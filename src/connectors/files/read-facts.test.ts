import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { issuesOf, read } from './fixtures/given.ts'
import { readFacts } from './read-facts.ts'
import { recognise } from './recognise.ts'
import type { ByteSource } from './recognised.ts'

test('a row with another number of cells than the headings is an issue with its line', async () => {
  const text =
    'email,name\r\naki@corp.example\r\n"ines@corp.example","I\nO",x\r\nole@corp.example,Ole,,\r\nrui@corp.example,Rui\r\n'
  const { lines } = await read(text)
  expect(lines).toMatchObject([
    {
      line: 2,
      issue: { line: 2, code: 'malformed', message: 'This row has 1 cells below 2 headings.' },
      raw: 'aki@corp.example',
    },
    { line: 3, issue: { line: 3, code: 'malformed' }, raw: 'ines@corp.example,"I\nO",x' },
    { line: 5, fact: { email: 'ole@corp.example' } },
    { line: 6, fact: { email: 'rui@corp.example' } },
  ])
})

test('a line that holds bytes that cannot be read is an issue, unless they stand where nobody looks', async () => {
  const rows = Buffer.from('email,name,note\naki@corp.example,Zo_,\nines@corp.example,Inês,_\n')
  const broken = rows.map((byte) => (byte === 0x5f ? 0 : byte))
  expect(await issuesOf(broken)).toEqual([[2, 'malformed']])
})

test('what an issue shows of a line is cut at 500 characters, and never through a character', async () => {
  const { lines } = await read(`email,name\nnobody,${'🙂'.repeat(400)}\n`)
  const [line] = lines
  expect(line && 'raw' in line && [line.raw.length, line.raw.isWellFormed()]).toEqual([500, true])
})

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '田', ' ', ',', ';', '"', '\n', '=', '@', '.', '1', '-'),
})
const person = fc.tuple(
  fc.oneof(cell, fc.constant('aki@corp.example')),
  cell,
  fc.oneof(cell, fc.constant('2024-02-01')),
)

test('every row of any table of people becomes one fact or one issue, in the order of the file', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom<BufferEncoding>('utf8', 'utf16le'),
      async (rows, end, encoding) => {
        const headed = [['email', 'name', 'start date'], ['aki@corp.example', 'Aki', ''], ...rows]
        const text = headed.map((cells) => csvLine(cells, ',') + end).join('')
        const { lines } = await read(Buffer.from(`\uFEFF${text}`, encoding))
        const filled = rows.filter((cells) => cells.some((written) => written.trim() !== ''))
        expect(lines).toHaveLength(1 + filled.length)
        expect(lines.map(({ line }) => line)).toEqual(
          lines.map(({ line }) => line).sort((a, b) => a - b),
        )
      },
    ),
  ))

test('a file of any length is read in the memory of a short one', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const input: ByteSource = async function* () {
    yield Buffer.from('email,name,attribute:Level\n')
    for (let i = 0; i < 60; i++)
      yield Buffer.from(`person${i}@corp.example,Zoë ${i},L${i % 6}\n`.repeat(1000))
  }
  let count = 0
  const live: number[] = []
  for await (const line of readFacts(input, await recognise(input))) {
    if ('fact' in line) count += 1
    if (count % 20_000 !== 0) continue
    collectGarbage()
    live.push(process.memoryUsage().heapUsed)
  }
  expect(count).toBe(60_000)
  expect((live.at(-1) ?? Infinity) - (live[0] ?? 0)).toBeLessThan(5_000_000)
})
