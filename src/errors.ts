/** Every failure Facet can answer with, and its HTTP status. Add a code here or not at all. */
const STATUS = {
  not_authed: 401,
  invalid_auth: 401,
  not_authorized: 403,
  not_found: 404,
  team_not_found: 404,
  unknown_method: 404,
  verb_not_allowed: 405,
  no_users_found: 400,
  email_parameter_malformed: 422,
  conflict: 409,
  database_locked: 409,
  not_undoable: 409,
  too_large: 413,
  invalid_arguments: 422,
  invalid_payload: 422,
  file_refused: 422,
  invalid_config: 422,
  purpose_refused: 422,
  rate_limited: 429,
  internal_error: 500,
  source_failed: 502,
  database_unavailable: 503,
  server_unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS

/**
 * The one error type. Throw it where the fact is known; only the edges (api, cli, jobs) catch it.
 * The message is a sentence that says what to do, and holds no secret and no e-mail address.
 */
export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, details = {}, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.details = details
  }

  get status() {
    return STATUS[this.code]
  }
}
