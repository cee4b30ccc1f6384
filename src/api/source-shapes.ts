import * as z from 'zod'
import type { Connector } from '../connectors/connector.ts'
import { AppError } from '../errors.ts'

/** Settings as the kind of the source reads them, defaults filled in. Throws `invalid_arguments`. */
export function settingsOf({ settings }: Connector, given: unknown): Record<string, unknown> {
  return checked('settings', settings, given) as Record<string, unknown>
}

/** A secret as the kind of the source reads it; a text alone is that of its only field. Throws `invalid_arguments`. */
export function secretOf({ secret }: Connector, given: unknown): unknown {
  const field = typeof given === 'string' ? onlyField(secret) : undefined
  return checked('secret', secret, field === undefined ? given : { [field]: given })
}

/** The field of a shape that has just one, or of the first such form of it. */
function onlyField(shape: z.ZodType): string | undefined {
  const { anyOf, ...form } = z.toJSONSchema(shape, { io: 'input' })
  const forms = (anyOf ?? [form]) as { properties?: object }[]
  const names = forms.map(({ properties = {} }) => Object.keys(properties))
  return names.find(({ length }) => length === 1)?.[0]
}

function checked(name: string, shape: z.ZodType, value: unknown): unknown {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.flatMap(reasons).map(({ path, message }) => ({
    path: [name, ...path].join('.'),
    message,
  }))
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw new AppError('invalid_arguments', message, { issues })
}

type Reason = Pick<z.core.$ZodIssue, 'path' | 'message'>

/** What is wrong with something that has several forms: what is wrong with the form that it fails the least. */
function reasons(issue: z.core.$ZodIssue): Reason[] {
  if (issue.code !== 'invalid_union') return [issue]
  const [nearest = []] = issue.errors.toSorted((one, other) => one.length - other.length)
  return nearest.map(({ path, message }) => ({ path: [...issue.path, ...path], message }))
}
