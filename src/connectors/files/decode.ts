import { isAscii } from 'node:buffer'
import { analyse } from 'chardet'

const OPENING = 4096
const WINDOW = 65_536
const SURE = 50

/**
 * The text of a file, piece by piece, without its byte order mark. UTF-8 and UTF-16 are known by their
 * mark or their shape. A file stays undecided as long as it is ASCII: the first other byte may stand
 * megabytes after the head, and only what stands around it tells UTF-8 from the code pages. Bytes that
 * do not fit, and NUL, come out as U+FFFD.
 */
export async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const pieces = bytes[Symbol.asyncIterator]()
  try {
    const opening = await gather(pieces, new Uint8Array(), OPENING)
    const utf16 = utf16Of(opening)
    if (utf16 !== undefined) return yield* decodeAs(utf16, opening, pieces)
    for (let piece: Uint8Array | undefined = opening; piece; piece = await next(pieces)) {
      if (!isAscii(piece)) {
        const window = await gather(pieces, piece, WINDOW)
        return yield* decodeAs(encodingOf(window), window, pieces)
      }
      yield readable(new TextDecoder().decode(piece))
    }
  } finally {
    await pieces.return?.()
  }
}

/**
 * The encoding of bytes, by the name that TextDecoder knows: UTF-8 where they can be UTF-8, else what
 * chardet is sure of, else windows-1252, which Excel writes in the west and which holds Latin-1.
 */
export function encodingOf(sample: Uint8Array): string {
  const utf16 = utf16Of(sample)
  if (utf16 !== undefined) return utf16
  const first = sample.findIndex((byte) => byte > 0x7f)
  if (first < 0 || isUtf8(sample.subarray(first, first + WINDOW))) return 'utf-8'
  const [best] = analyse(sample.subarray(Math.max(0, first - OPENING), first + WINDOW))
  return (best && best.confidence >= SURE && nameOf(best.name)) || 'windows-1252'
}

async function* decodeAs(
  encoding: string,
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for (let piece: Uint8Array | undefined = first; piece; piece = await next(rest)) {
    yield readable(decoder.decode(piece, { stream: true }))
  }
  yield readable(decoder.decode())
}

/** By the byte order mark, or else by the zero that every second byte of western text is. */
function utf16Of(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [i, byte] of sample.subarray(0, OPENING).entries()) {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  const half = Math.min(sample.length, OPENING) / 2
  if (odd > half * 0.5 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.5 && odd < half * 0.1 ? 'utf-16be' : undefined
}

/** A character that the end of the sample cuts in two is no fault. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The name of an encoding that TextDecoder knows; undefined for others. */
function nameOf(encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    return undefined
  }
}

function readable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}

async function next(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  const { done, value } = await pieces.next()
  return done ? undefined : value
}

async function gather(
  pieces: AsyncIterator<Uint8Array>,
  first: Uint8Array,
  atLeast: number,
): Promise<Uint8Array> {
  const parts = [first]
  let size = first.length
  while (size < atLeast) {
    const piece = await next(pieces)
    if (piece === undefined) break
    parts.push(piece)
    size += piece.length
  }
  return parts.length === 1 ? first : Buffer.concat(parts)
}
