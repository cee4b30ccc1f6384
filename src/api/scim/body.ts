import type { Context as Http } from 'hono'
import { AppError } from '../../errors.ts'
import { bounded } from '../uploads.ts'
import { isObject, type Json, type JsonObject } from './attribute.ts'
import { refusal } from './refusal.ts'

/** The largest body of a request, in bytes: a group of some ten thousand members. */
const LARGEST = 4_000_000

/** The deepest that it may be. */
const DEEPEST = 50

/** The object that a request brings, whatever it says of the type of its body. Throws `invalidSyntax`, `too_large`. */
export async function bodyOf(http: Http): Promise<JsonObject> {
  const value = parsed(await textOf(http))
  if (!isObject(value)) throw refusal('invalidSyntax', 'The body is a JSON object.')
  if (isDeeper(value, DEEPEST)) throw refusal('invalidValue', 'The body is too deep.')
  if (isUnkeepable(value)) throw refusal('invalidValue', 'A text holds a character that is none.')
  return value
}

async function textOf(http: Http): Promise<string> {
  const pieces: Uint8Array[] = []
  const { body } = http.req.raw
  if (body) for await (const piece of bounded(body, LARGEST)) pieces.push(piece)
  return new TextDecoder().decode(Buffer.concat(pieces))
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new AppError(
      'invalid_payload',
      'The body is not JSON.',
      { scimType: 'invalidSyntax' },
      error,
    )
  }
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((it) => isDeeper(it, levels - 1))
}

/** What PostgreSQL keeps in no text: NUL, and halves of characters, which JSON writes as escapes. */
const UNKEEPABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

function isUnkeepable(value: JsonObject): boolean {
  return UNKEEPABLE.test(JSON.stringify(value))
}
