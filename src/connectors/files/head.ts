import { decode } from './decode.ts'
import type { ByteSource } from './recognised.ts'

/** The beginning of a file, as text. `complete` says that it is all of it. */
export interface Head {
  text: string
  complete: boolean
}

/** The beginning of a file with its bytes. */
export interface FileHead extends Head {
  bytes: Uint8Array
}

/** Reads up to `size` bytes from the beginning of a file and leaves the rest unread. */
export async function headOf(input: ByteSource, size: number): Promise<FileHead> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of input()) {
    pieces.push(piece)
    length += piece.length
    if (length > size) break
  }
  const bytes = Buffer.concat(pieces).subarray(0, size)
  let text = ''
  for await (const piece of decode(alone(bytes))) text += piece
  return { bytes, text, complete: length <= size }
}

async function* alone(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
