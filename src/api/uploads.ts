import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../errors.ts'
import type { ByteSource } from './deps.ts'

/** A file that came with a request. */
export interface Upload {
  file_name: string | null
  bytes: ByteSource
  /** Takes it from the disk. */
  remove(): Promise<void>
}

/** Where uploads wait, and how large one may be, unless said otherwise. */
export const UPLOADS = { folder: tmpdir(), limit: 2 ** 30 }

/**
 * Writes the bytes to a file that only this user may read, piece by piece, so that a large one needs no memory. Throws
 * `too_large`. A server that is killed leaves the file to the system's cleaning of its temporary folder.
 */
export async function keepUpload(
  bytes: AsyncIterable<Uint8Array>,
  file_name: string | null,
  { folder, limit }: typeof UPLOADS,
): Promise<Upload> {
  const path = join(folder, `facet-upload-${randomUUID()}`)
  const remove = () => rm(path, { force: true })
  try {
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
    await pipeline(Readable.from(bounded(bytes, limit)), file)
  } catch (error) {
    await remove()
    throw error
  }
  return { file_name, bytes: () => createReadStream(path), remove }
}

/** The bytes as they are; throws `too_large` when there are more than `limit`. */
export async function* bounded(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > limit) throw new AppError('too_large', 'The request is too large; split the file.')
    yield piece
  }
}
