import * as z from 'zod'
import { readJson } from '../read-json.ts'
import { SourceError, type SourceErrorCode } from '../source-error.ts'
import { apiOf, type Context } from './settings.ts'

/** A call of Coder's API: the path below `/api/v2`, and what the answer holds, in a shape and in words. */
export interface Question<Shape extends z.ZodType> {
  path: string
  query?: Record<string, string | number>
  /** Sent as JSON with POST. */
  body?: unknown
  shape: Shape
  what: string
}

/** The answer of Coder to a question; a refusal becomes a SourceError in Coder's own words. */
export async function ask<Shape extends z.ZodType>(
  { fetch, settings, secret }: Context,
  { path, query = {}, body, shape, what }: Question<Shape>,
): Promise<z.output<Shape>> {
  const url = new URL(`${apiOf(settings.url)}/${path}`)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  const answer = await fetch(url, {
    headers: { accept: 'application/json', 'Coder-Session-Token': secret.token },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  if (answer.ok) return readJson(answer, shape, what)
  throw await refusal(answer, what)
}

/** How Coder refuses. */
const Said = z.object({
  message: z.string(),
  detail: z.string().optional(),
  validations: z.array(z.object({ detail: z.string() })).optional(),
})

/** Coder has one status for several reasons, which only its words tell apart. */
const REASONS: [number, RegExp, SourceErrorCode][] = [
  [401, /^/, 'unauthorized'],
  [403, /Premium|Enterprise|license/i, 'switched_off'],
  [403, /^/, 'forbidden'],
  [404, /are disabled/, 'switched_off'],
  [404, /^Route not found/, 'not_found'],
  [404, /^/, 'forbidden'],
]

async function refusal(answer: Response, what: string): Promise<SourceError> {
  const { status } = answer
  if (status >= 500)
    return new SourceError(
      'unavailable',
      `${new URL(answer.url).host} answered with status ${status} when asked for ${what}; try again later.`,
      { status },
    )
  const { message, detail, validations = [] } = await readJson(answer, Said, what)
  const words = [message, detail, ...validations.map((it) => it.detail)].filter(Boolean).join(' ')
  const code = REASONS.find(([at, pattern]) => at === status && pattern.test(words))?.[2]
  return new SourceError(code ?? 'refused', `Coder refuses ${what}: ${words}`, { status })
}
