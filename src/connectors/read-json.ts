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
  const text = await answer.text()
  const host = new URL(answer.url).host
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    if (text.trimStart().startsWith('<'))
      throw new SourceError(
        'not_the_api',
        `${host} answers with a web page where ${what} should be: a sign-in page or a proxy stands in between, or the address is not that of the API.`,
        { status: answer.status },
      )
    throw new SourceError('broken_answer', `${host} answered with something else than ${what}.`, {
      status: answer.status,
      cause,
    })
  }
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SourceError(
    'broken_answer',
    `${host} answered with something else than ${what}: ${issue?.path.join('.')}: ${issue?.message}.`,
    { status: answer.status },
  )
}
