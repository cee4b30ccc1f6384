import type * as z from 'zod'
import { SourceError } from './source-error.ts'

/**
 * The JSON of an answer in a shape. Throws `not_the_api` for a web page and `broken_answer` for anything else that is not
 * of the shape; `what` names in words what was asked for.
 */
export async function readJson<Shape extends z.ZodType>(
  answer: Response,
  shape: Shape,
  what: string,
): Promise<z.output<Shape>> {
  const { status } = answer
  const host = new URL(answer.url).host
  const text = await answer.text()
  if (text.trimStart().startsWith('<'))
    throw new SourceError(
      'not_the_api',
      `${host} answers with a web page where ${what} should be: a sign-in page or a proxy stands in between, or the address is not that of the API.`,
      { status },
    )
  const parsed = shape.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const [{ path, message } = { path: [], message: 'not understood' }] = parsed.error.issues
  const where = path.length > 0 ? `${path.join('.')}: ${message}` : message
  throw new SourceError(
    'broken_answer',
    `${host} answered with something else than ${what} (${where}).`,
    { status },
  )
}

/** Undefined for what is no JSON: no shape takes it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
