import { AppError } from '../errors.ts'

/** What PostgreSQL says when somebody else was faster: unique, foreign key, serialization, deadlock. */
const OVERTAKEN = new Set(['23505', '23503', '40001', '40P01'])

/** What it, or the network, says when it is not there: shut down, no connection left, nobody listening. */
const AWAY = /^(?:57P0[1-3]|53300|08\w{3}|ECONN\w+|ENOTFOUND|ETIMEDOUT)$/

/** Any thrown thing as an error that may be told; what is not known to be harmless is only said to be internal. */
export function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code = '' } = error as { code?: string }
  if (OVERTAKEN.has(code))
    return new AppError('conflict', 'Somebody changed the same meanwhile; try again.', {}, error)
  if (AWAY.test(code))
    return new AppError('database_unavailable', 'The database does not answer.', {}, error)
  return new AppError('internal_error', 'The server failed; its log says why.', {}, error)
}

/** The body that tells of a failure. */
export function envelope({ code, message, details }: AppError) {
  return { ok: false as const, error: code, error_details: { message, ...details }, message }
}

/** Headers that go with some failures. */
export function headersOf({ code, details }: AppError): Record<string, string> {
  if (code === 'rate_limited') return { 'retry-after': String(details.retry_after) }
  if (code === 'verb_not_allowed') return { allow: String(details.allow) }
  if (code === 'not_authed' || code === 'invalid_auth') return { 'www-authenticate': 'Bearer' }
  return {}
}
