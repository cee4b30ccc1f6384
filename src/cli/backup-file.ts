import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { AppError } from '../errors.ts'

/**
 * Writes a compressed file that only its owner may read, whole or not at all: it gets its name once it is on the disk. What
 * was there by that name is replaced then.
 */
export async function writeWhole(
  path: string,
  work: (write: (text: string) => Promise<void>) => Promise<number>,
): Promise<number> {
  const unfinished = `${path}.unfinished`
  const [gzip, file] = [createGzip(), createWriteStream(unfinished, { mode: 0o600 })]
  const written = pipeline(gzip, file)
  written.catch(() => {})
  try {
    const result = await Promise.race([
      work(async (text) => {
        if (!gzip.write(text)) await once(gzip, 'drain')
      }),
      failed(written),
    ])
    gzip.end()
    await written
    await toDisk(unfinished)
    await rename(unfinished, path)
    return result
  } catch (error) {
    gzip.destroy()
    file.destroy()
    await finished(file).catch(() => {})
    await rm(unfinished, { force: true })
    throw error
  }
}

/** A disk that is full ends the work at once. */
const failed = (written: Promise<void>): Promise<never> =>
  new Promise((_, reject) => {
    written.catch((error: Error) =>
      reject(new AppError('file_refused', `The file cannot be written: ${error.message}`)),
    )
  })

async function toDisk(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}

/** The lines of a compressed file. Throws `file_refused` where it cannot be read. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip()
  const reading = pipeline(createReadStream(path), gunzip)
  reading.catch(() => {})
  try {
    yield* createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY })
    await reading
  } catch (error) {
    throw new AppError('file_refused', `The file cannot be read: ${(error as Error).message}`)
  }
}
