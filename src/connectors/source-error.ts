/** Why a source could not be read. A closed list: the sentence beside it says what to do. */
export type SourceErrorCode =
  | 'unreachable' // no connection, no such host, a certificate that does not hold
  | 'timeout' // no answer, or no end of one, in time
  | 'unauthorized' // the token is wrong or has expired
  | 'forbidden' // the token may not read this
  | 'not_found' // no such organisation, project or route
  | 'rate_limited' // asked to come back later than a run should wait
  | 'switched_off' // the source does not collect or show this
  | 'not_the_api' // something else answers at this address: a sign-in page, a proxy
  | 'unavailable' // the source says that it is broken
  | 'broken_answer' // cut off, or of a shape that the source does not document
  | 'refused' // any other refusal, in the source's own words
  | 'not_allowed' // an address that Facet does not call

/**
 * A source that could not be read, in words for the person who set it up. The message is a sentence that says what to do
 * and holds no secret. `retry_at` is the moment before which another attempt is of no use, where the source told it.
 */
export class SourceError extends Error {
  override name = 'SourceError'
  readonly code: SourceErrorCode
  /** Status of the HTTP answer, where there was one. */
  readonly status: number | undefined
  readonly retry_at: Date | undefined

  constructor(
    code: SourceErrorCode,
    message: string,
    { status, retry_at, cause }: { status?: number; retry_at?: Date; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.retry_at = retry_at
  }
}
