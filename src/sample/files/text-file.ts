import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const CHUNK = 1 << 18

/** Writes the pieces one after the other, without holding more than a chunk of them. */
export async function writeText(path: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(chunksOf(pieces)), createWriteStream(path))
}

function* chunksOf(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
