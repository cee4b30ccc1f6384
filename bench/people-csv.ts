import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes a CSV of so many people with three attributes, as a personnel system exports it. */
export async function writePeople(path: string, people: number): Promise<void> {
  await pipeline(Readable.from(pieces(people)), createWriteStream(path))
}

function* pieces(people: number): Generator<string> {
  yield 'email,name,start_date,attribute:Level,attribute:Geo,attribute:Function\n'
  const piece = 1000
  for (let first = 0; first < people; first += piece) {
    const count = Math.min(piece, people - first)
    yield Array.from({ length: count }, (_, i) => lineOf(first + i)).join('')
  }
}

const GEOS = ['EMEA', 'AMER', 'APAC', 'LATAM']
const FUNCTIONS = ['Backend', 'Frontend', 'Data', 'Operations', 'Mobile']

function lineOf(n: number): string {
  const start = `20${10 + (n % 15)}-0${1 + (n % 9)}-1${n % 9}`
  const values = [`L${1 + (n % 6)}`, GEOS[n % GEOS.length], FUNCTIONS[n % FUNCTIONS.length]]
  return `person${n}@example.com,Person Number ${n},${start},${values.join(',')}\n`
}
