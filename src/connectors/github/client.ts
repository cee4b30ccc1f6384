import type { Octokit, RequestError } from 'octokit'
import * as z from 'zod'
import type { SourceContext } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { Fault, isLimit, type Refusal, refusal, refusedQuery } from './refusal.ts'
import { apiUrl, type GitHubSecret, type GitHubSettings, graphqlUrl } from './settings.ts'

export type GitHubContext = SourceContext<GitHubSettings, GitHubSecret>

/** The two APIs of GitHub. Whatever cannot be read is thrown as a SourceError. */
export interface Client {
  /**
   * The data of a query in a shape, and the faults beside it. Where GitHub refuses a part, that part is null: a shape that
   * allows it gets the rest, any other throws what the first fault says.
   */
  graphql<Shape extends z.ZodType>(
    query: string,
    variables: Record<string, unknown>,
    shape: Shape,
  ): Promise<{ data: z.output<Shape>; faults: Fault[] }>
  /** The JSON at a path of the REST API, in a shape. */
  get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape>>
}

/** A client that calls through the guarded fetch alone, which also does all waiting and trying again. */
export async function openClient(context: GitHubContext): Promise<Client> {
  const octokit = await authenticated(context)
  const base = apiUrl(context.settings)
  const host = new URL(base).host
  const send = async (url: string, options: { method: string; [key: string]: unknown }) => {
    try {
      const { data, status, headers } = await octokit.request({ ...options, url })
      return { host, status, headers: headersOf(headers), json: jsonOf(data, host, status) }
    } catch (error) {
      throw sourceErrorOf(error, host, context.now())
    }
  }
  return {
    async get(path, shape) {
      const { json } = await send(base + path, { method: 'GET' })
      return shaped(json, shape, { host, path })
    },
    async graphql(query, variables, shape) {
      const answer = await send(graphqlUrl(base), { method: 'POST', query, variables })
      const { data, errors } = shaped(answer.json, GraphqlAnswer, { host, path: 'GraphQL' })
      const refused: Refusal = { ...answer, message: errors[0]?.message ?? '' }
      if (errors.some(isLimit) || data == null) throw refusedQuery(errors, refused, context.now())
      const parsed = shape.safeParse(data)
      if (parsed.success) return { data: parsed.data, faults: errors }
      if (errors.length > 0) throw refusedQuery(errors, refused, context.now())
      return { data: shaped(data, shape, { host, path: 'GraphQL' }), faults: [] }
    },
  }
}

const GraphqlAnswer = z.object({
  data: z.unknown().optional(),
  errors: z.array(Fault).default([]),
})

async function authenticated({ settings, secret, fetch }: GitHubContext): Promise<Octokit> {
  // takes half a second to load, which every command would wait for
  const { App, Octokit } = await import('octokit')
  const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore }
  const options = {
    baseUrl: apiUrl(settings),
    userAgent: 'facet',
    request: { fetch },
    log: silent,
    throttle: { enabled: false },
    retry: { enabled: false },
  }
  if ('token' in secret) return new Octokit({ ...options, auth: secret.token })
  const app = new App({
    appId: secret.app_id,
    privateKey: secret.private_key,
    Octokit: Octokit.defaults(options),
    log: silent,
  })
  return await app.getInstallationOctokit(secret.installation_id)
}

const ignore = () => undefined

/** Octokit gives a body that is no JSON as text. */
function jsonOf(data: unknown, host: string, status: number): unknown {
  if (typeof data === 'object' && !(data instanceof ArrayBuffer)) return data
  if (typeof data === 'string' && data.trimStart().startsWith('<'))
    throw new SourceError(
      'not_the_api',
      `${host} answers with a web page: a sign-in page or a proxy stands in between, or the address is not that of the API.`,
      { status },
    )
  throw new SourceError('broken_answer', `${host} answered with something else than JSON.`, {
    status,
  })
}

function shaped<Shape extends z.ZodType>(
  json: unknown,
  shape: Shape,
  { host, path }: { host: string; path: string },
): z.output<Shape> {
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new SourceError(
    'broken_answer',
    `${host} answered ${path} with something else than it documents: ${issue?.path.join('.')}: ${issue?.message}.`,
  )
}

function sourceErrorOf(error: unknown, host: string, now: Date): unknown {
  if (error instanceof SourceError) return error
  if (!isRequestError(error)) return badKey(error, host)
  if (error.cause !== undefined) return error.cause
  if (!error.response) return error
  const { status, headers } = error.response
  return refusal({ host, status, headers: headersOf(headers), message: error.message }, now)
}

/** What the library throws before it calls is about the private key of an App. */
function badKey(error: unknown, host: string): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError') return error
  return new SourceError(
    'unauthorized',
    `The private key of the GitHub App cannot be used for ${host}; paste the whole .pem file that GitHub made.`,
    { cause: error },
  )
}

const headersOf = (headers: object): Headers =>
  new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** Told by its name, as its class is not loaded here. */
const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error && error.name === 'HttpError'
