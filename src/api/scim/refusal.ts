import { AppError } from '../../errors.ts'

/** What a SCIM error may be about (RFC 7644, table 9), with its HTTP status. */
const STATUS = {
  invalidFilter: 400,
  tooMany: 400,
  uniqueness: 409,
  mutability: 400,
  invalidSyntax: 400,
  invalidPath: 400,
  noTarget: 400,
  invalidValue: 400,
  // not in the table: what has a status but no word
  preconditionFailed: 412,
  notImplemented: 501,
} as const

export type ScimType = keyof typeof STATUS

const WORDLESS = new Set<ScimType>(['preconditionFailed', 'notImplemented'])

/** A failure that SCIM has a word for; the sentence holds no address of a person. */
export function refusal(scimType: ScimType, detail: string): AppError {
  return new AppError('invalid_payload', detail, { scimType })
}

/** A failure as SCIM tells it: the status, which the body has as text, and the body. */
export function errorOf(failure: AppError): {
  status: number
  body: Record<string, string | string[]>
} {
  const { scimType, status } = told(failure)
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
  return {
    status,
    body: { schemas, status: `${status}`, ...(scimType && { scimType }), detail: failure.message },
  }
}

/** Two changes that waited for one another: the one that gave way is to be sent again. */
const GAVE_WAY = new Set(['40P01', '40001'])

function told({ code, status, details, cause }: AppError): {
  status: number
  scimType?: ScimType
} {
  const scimType = details.scimType as ScimType | undefined
  if (scimType) return { status: STATUS[scimType], ...(!WORDLESS.has(scimType) && { scimType }) }
  if (GAVE_WAY.has((cause as { code?: string } | undefined)?.code ?? '')) return { status: 503 }
  // the other conflicts are names that somebody has already
  if (details.reason === 'last_admin') return { status }
  return { status, ...(code === 'conflict' && { scimType: 'uniqueness' }) }
}
