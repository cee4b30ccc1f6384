import type { IncomingMessage } from 'node:http'
import type { Context as Http } from 'hono'
import { AppError } from '../errors.ts'
import type { Method } from './method.ts'
import { boundaryOf, type Part, parts } from './multipart.ts'
import { fromStrings } from './strings.ts'
import { bounded, keepUpload, type UPLOADS, type Upload } from './uploads.ts'

/** Bytes that the arguments of a request may have, files apart. */
const LONGEST = 16_000_000

/** What a request brings: arguments, not yet checked, and a file where the method takes one. */
export interface Brought {
  args: Record<string, unknown>
  file?: Upload
}

/** The arguments wherever the client put them: query, form or JSON, the last winning. */
export async function bringArguments(
  method: Method,
  http: Http,
  uploads: typeof UPLOADS,
): Promise<Brought> {
  const query = fromStrings(method.args, http.req.query())
  const { args, file } = await fromBody(method, http, uploads)
  return { args: renamed(method, { ...query, ...args }), file }
}

async function fromBody(method: Method, http: Http, uploads: typeof UPLOADS): Promise<Brought> {
  const body = bodyOf(http)
  if (!body) return { args: {} }
  const type = http.req.header('content-type') ?? ''
  const boundary = boundaryOf(type)
  if (boundary !== undefined) return fromParts(method, parts(body, boundary), uploads)
  if (/\bjson\b/i.test(type)) return { args: objectOf(await textOf(body)) }
  if (/\bform-urlencoded\b/i.test(type)) return { args: fromForm(method, await textOf(body)) }
  if (method.file) return { args: {}, file: await keepUpload(body, null, uploads) }
  return { args: {} }
}

/** A GET may have a body too, as some examples of curl have it; the Request of the web standard hides it. */
function bodyOf(http: Http): AsyncIterable<Uint8Array> | undefined {
  if (http.req.raw.method !== 'GET') return http.req.raw.body ?? undefined
  const incoming = (http.env as { incoming?: IncomingMessage } | undefined)?.incoming
  const { 'content-length': length, 'transfer-encoding': coding } = incoming?.headers ?? {}
  return Number(length) > 0 || coding !== undefined ? incoming : undefined
}

function objectOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AppError('invalid_payload', 'The body must be a JSON object.')
  return value as Record<string, unknown>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('invalid_payload', 'The body is not JSON.', {}, error)
  }
}

function fromForm(method: Method, text: string) {
  return fromStrings(method.args, Object.fromEntries(new URLSearchParams(text)))
}

async function fromParts(
  method: Method,
  form: AsyncIterable<Part>,
  uploads: typeof UPLOADS,
): Promise<Brought> {
  const fields: Record<string, string> = {}
  let left = LONGEST
  let file: Upload | undefined
  try {
    for await (const part of form) {
      if (part.file_name === null) {
        const text = await textOf(part.bytes, left)
        left -= text.length + part.name.length
        fields[part.name] = text
      } else if (method.file && !file) file = await keepUpload(part.bytes, part.file_name, uploads)
    }
  } catch (error) {
    await file?.remove()
    throw error
  }
  return { args: fromStrings(method.args, fields), file }
}

async function textOf(bytes: AsyncIterable<Uint8Array>, limit = LONGEST): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of bounded(bytes, limit)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function renamed({ argumentAliases }: Method, args: Record<string, unknown>) {
  if (!argumentAliases) return args
  const named = Object.entries(args).map(([name, value]) => [argumentAliases[name] ?? name, value])
  return Object.fromEntries(named)
}
