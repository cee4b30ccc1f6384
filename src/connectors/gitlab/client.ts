import * as z from 'zod'
import type { SourceContext } from '../connector.ts'
import { readJson } from '../read-json.ts'
import { SourceError, type SourceErrorCode } from '../source-error.ts'
import type { GitLabSecret, GitLabSettings } from './settings.ts'

export type GitLabContext = SourceContext<GitLabSettings, GitLabSecret>

/** The two APIs of GitLab. Whatever cannot be read is thrown as a SourceError. */
export interface Client {
  /** The JSON at a path of the REST API, such as `/projects/1/deployments`, in a shape. */
  get<Shape extends z.ZodType>(path: string, query: Query, shape: Shape): Promise<z.output<Shape>>
  /** The data of a GraphQL query in a shape. What the token may not see is null there. */
  graphql<Shape extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    shape: Shape,
  ): Promise<z.output<Shape>>
}

type Query = Record<string, string | number>

/** A client that calls through the guarded fetch alone, which also does all waiting and trying again. */
export function openClient({ settings, secret, fetch }: GitLabContext): Client {
  const base = settings.url.replace(/\/+$/, '')
  const authorization = `Bearer ${secret.token}`
  return {
    async get(path, query, shape) {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
      )
      const answer = await fetch(`${base}/api/v4${path}?${search}`, { headers: { authorization } })
      await refuse(answer)
      return await readJson(answer, shape, `the answer to ${path}`)
    },
    async graphql(query, variables, shape) {
      const answer = await fetch(`${base}/api/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      await refuse(answer)
      const { data, errors } = await readJson(answer, GraphqlAnswer, 'the answer to a query')
      const parsed = shape.safeParse(data)
      if (parsed.success) return parsed.data
      throw refusedQuery(answer, { data, errors }, parsed.error)
    },
  }
}

const GraphqlAnswer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).default([]),
})

const CODES: Record<number, [SourceErrorCode, string]> = {
  401: ['unauthorized', 'does not accept the token; it is wrong, revoked or has expired'],
  403: ['forbidden', 'does not let the token read this'],
  404: ['not_found', 'knows no such thing, or hides it from this token'],
}

async function refuse(answer: Response): Promise<void> {
  if (answer.ok) return
  const { status, url } = answer
  const host = new URL(url).host
  if (status >= 500)
    throw new SourceError('unavailable', `${host} fails to answer (${status}); try again later.`, {
      status,
    })
  const [code, words] = CODES[status] ?? (['refused', `refuses (${status})`] as const)
  throw new SourceError(code, `${host} ${words}: ${saidIn(await answer.text())}`, { status })
}

const Said = z.union([
  z.object({ error_description: z.string() }).transform((it) => it.error_description),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.string() }).transform(({ error }) => error),
])

function saidIn(body: string): string {
  try {
    return Said.safeParse(JSON.parse(body)).data ?? 'it does not say why'
  } catch {
    return 'it does not say why'
  }
}

function refusedQuery(
  { url, status }: Response,
  { data, errors }: z.infer<typeof GraphqlAnswer>,
  { issues: [issue] }: z.ZodError,
): SourceError {
  const host = new URL(url).host
  const [error] = errors
  if (error) return new SourceError('refused', `${host} refuses: ${error.message}`, { status })
  const path = issue?.path ?? []
  if (path.length > 0 && valueAt(data, path) === null)
    return new SourceError(
      'not_found',
      `${host} has no ${path.join('.')}, or hides it from this token.`,
      { status },
    )
  return new SourceError(
    'broken_answer',
    `${host} answered with something else than it documents: ${path.join('.')}: ${issue?.message}.`,
    { status },
  )
}

const valueAt = (data: unknown, path: PropertyKey[]): unknown =>
  path.reduce((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], data)
