import { queryOptions } from '@tanstack/react-query'
import type { Args, MethodName, Result } from '../src/api/methods.ts'
import type { Page } from '../src/charts/page.ts'
import type { ErrorCode } from '../src/errors.ts'

export type { Args, MethodName, Result }

/** The reports as they travel: their question with the defaults filled in. */
export type CohortReport = Result<'reports.cohort'>
export type ImpactReport = Result<'reports.impact'>

/** What is wrong with one argument, by its name. */
interface Issue {
  path: string
  message: string
}

/** A refusal of the server, or `unreachable` when none answers. The message says what to do. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ErrorCode | 'unreachable'
  /** Arguments that are wrong, where it is about arguments. */
  readonly issues: readonly Issue[]

  constructor(
    code: ErrorCode | 'unreachable',
    message: string,
    { issues = [], cause }: { issues?: readonly Issue[]; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.issues = issues
  }
}

/** Calls a method of the Web API; arguments and answer are typed by its one definition. Throws `ApiError`. */
export function call<N extends MethodName>(name: N, args: Args<N>): Promise<Result<N>> {
  return post(name, JSON.stringify(args), { 'content-type': 'application/json' })
}

/** Sends a file to be recognised and previewed; nothing is applied. Throws `ApiError`. */
export function sendFile(
  file: File,
  options: NonNullable<Args<'imports.create'>['options']>,
): Promise<Result<'imports.create'>> {
  const form = new FormData()
  form.set('options', JSON.stringify(options))
  form.set('file', file)
  return post('imports.create', form)
}

/** A reading method as a query, to be kept under its name and arguments. */
export function query<N extends MethodName>(name: N, args: Args<N>) {
  return queryOptions({ queryKey: [name, args] as const, queryFn: () => call(name, args) })
}

/** A report laid out for its page, with the question that it answers. */
export type LaidOut = Page & { spec: Record<string, string | string[]> }

/** Any report as a query, asked as an address asks it. */
export function reportPage(name: string, asked: Record<string, string>) {
  const path = `reports.${name}?${new URLSearchParams({ ...asked, format: 'page' })}`
  return queryOptions({
    queryKey: [`reports.${name}`, 'page', asked] as const,
    queryFn: () => post<LaidOut>(path, '{}', { 'content-type': 'application/json' }),
  })
}

/** Ends the session of this browser. */
export function signOut(): Promise<unknown> {
  return post('sign-out', '{}', { 'content-type': 'application/json' })
}

async function post<R>(path: string, body: BodyInit, headers: HeadersInit = {}): Promise<R> {
  const response = await fetch(`/${path}`, { method: 'POST', body, headers }).catch((cause) => {
    throw new ApiError('unreachable', 'The server does not answer. Is it still running?', { cause })
  })
  const answer = await response.json().catch((cause) => {
    throw new ApiError('internal_error', `The server answered ${response.status}.`, { cause })
  })
  if (!answer.ok) throw new ApiError(answer.error, answer.message, answer.error_details)
  return answer
}
