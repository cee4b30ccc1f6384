import type * as z from 'zod'
import type { Db } from '../store/db.ts'
import type { Actor } from './actor.ts'
import type { Deps } from './deps.ts'
import type { Scope } from './scopes.ts'
import type { Upload } from './uploads.ts'

/** What a method is run with, beside its arguments. */
export interface Context
  extends Pick<Deps, 'database' | 'imports' | 'sources' | 'schedules' | 'answers'> {
  db: Db
  actor: Actor
  now: Date
  /** The file that came with the request; there until the answer is given. */
  file: Upload | undefined
  /** Makes what was just changed about tokens, sessions and roles count at once. */
  forgetActors(): void
}

/** One method of the Web API, whole: its name, rights, arguments, answer, words and deed. */
export interface Method<A extends z.ZodObject = z.ZodObject, R extends z.ZodObject = z.ZodObject> {
  name: string
  /** Older names that clients still call. */
  aliases?: readonly string[]
  /** What stands before the name in the path; the methods of the Data Cloud have `/api`. */
  prefix?: '/api'
  verb: 'GET' | 'POST'
  /** null: any valid token will do. */
  scope: Scope | null
  summary: string
  description?: string
  /** Whether a file may come with it, as the part `file` of a form or as the whole body. */
  file?: true
  args: A
  /** Arguments by other names that clients use for them. */
  argumentAliases?: Readonly<Record<string, string>>
  result: R
  run(args: z.output<A>, context: Context): Promise<z.output<R> | Raw>
}

/** Infers the schemas of a definition; adds nothing. */
export const method = <A extends z.ZodObject, R extends z.ZodObject>(definition: Method<A, R>) =>
  definition

/** Where a method is called: `/users.list`. */
export function pathOf({ prefix, name }: Pick<Method, 'prefix' | 'name'>): string {
  return `${prefix ?? ''}/${name}`
}

const RAW = Symbol('raw')

/** An answer that is ready to be sent as it is. */
export interface Raw {
  [RAW]: true
  body: string | ReadableStream<Uint8Array>
  headers: Record<string, string>
}

/** Makes an answer of ready JSON, or of another type. A test must hold ready JSON against the shape that it stands for. */
export function raw(
  body: Raw['body'],
  headers: Raw['headers'] = { 'content-type': 'application/json' },
): Raw {
  return { [RAW]: true, body, headers }
}

export function isRaw(answer: object): answer is Raw {
  return RAW in answer
}
