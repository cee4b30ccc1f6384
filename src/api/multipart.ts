import { AppError } from '../errors.ts'

/** One part of a form. Its bytes must be read, or passed over, before the next part is asked for. */
export interface Part {
  name: string
  /** Name of the file that the part is; null for a plain field. */
  file_name: string | null
  bytes: AsyncIterable<Uint8Array>
}

const LONGEST_HEADER = 16_384

/**
 * The parts of a body of the type `multipart/form-data` (RFC 7578, RFC 2046 5.1), one after the other, without holding more
 * than a piece of it in memory. Throws `invalid_payload` where the body is not of that form.
 */
export async function* parts(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Part> {
  // A delimiter begins with the end of the line before it; the first one may have no line before it.
  const source = scanner(body, Buffer.from('\r\n'))
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  await drain(source.until(delimiter))
  while (!(await source.follows('--'))) {
    const header = await textOf(source.until(Buffer.from('\r\n\r\n')))
    const bytes = source.until(delimiter)
    yield { ...describe(header), bytes }
    await drain(bytes)
  }
}

/** The boundary that a content type names; undefined when it is not that of a form with parts. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\b/i.test(contentType)) return undefined
  const [, quoted, plain] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType) ?? []
  return quoted ?? plain
}

/** Reads bytes up to marks. */
function scanner(body: AsyncIterable<Uint8Array>, start: Buffer) {
  const pieces = body[Symbol.asyncIterator]()
  let rest = start
  const more = async () => {
    const { done, value } = await pieces.next()
    if (done) throw new AppError('invalid_payload', 'The form ends before its last boundary.')
    rest = Buffer.concat([rest, value])
  }
  return {
    /** The bytes before the next mark, which is left behind. */
    async *until(mark: Buffer): AsyncGenerator<Uint8Array> {
      for (;;) {
        const at = rest.indexOf(mark)
        const end = at < 0 ? rest.length - mark.length + 1 : at
        if (end > 0) {
          const found = rest.subarray(0, end)
          rest = rest.subarray(end)
          yield found
        }
        if (at >= 0) {
          rest = rest.subarray(mark.length)
          return
        }
        await more()
      }
    },
    /** Whether these characters come next; they stay where they are. */
    async follows(text: string): Promise<boolean> {
      while (rest.length < text.length) await more()
      return rest.subarray(0, text.length).equals(Buffer.from(text))
    },
  }
}

/** A name may hold quotes, which browsers write as %22 and curl as \", and U+2028, which ends a line for `.` and `$`. */
function describe(header: string): Pick<Part, 'name' | 'file_name'> {
  const disposition = /(?:^|\r\n)content-disposition:([^\r\n]*)/i.exec(header)?.[1] ?? ''
  const value = (name: string) =>
    new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\[^])*)"`, 'i')
      .exec(disposition)?.[1]
      ?.replace(/\\(.)/gs, '$1')
      .replaceAll('%22', '"')
  const name = value('name')
  if (name === undefined) throw new AppError('invalid_payload', 'A part of the form has no name.')
  return { name, file_name: value('filename') ?? null }
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let read = Buffer.alloc(0)
  for await (const piece of bytes) {
    read = Buffer.concat([read, piece])
    if (read.length > LONGEST_HEADER)
      throw new AppError('invalid_payload', 'A part of the form has too long a header.')
  }
  return read.toString('utf8')
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}
