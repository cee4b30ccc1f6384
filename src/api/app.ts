import { Hono, type Context as Http } from 'hono'
import { AppError } from '../errors.ts'
import { authenticator } from './authenticate.ts'
import { caller } from './call.ts'
import type { Deps } from './deps.ts'
import { envelope, failureOf } from './failure.ts'
import { ANSWER_HEADERS, pageHeaders } from './headers.ts'
import { health } from './health.ts'
import { hooks } from './hooks.ts'
import { type Method, pathOf } from './method.ts'
import { methods } from './methods.ts'
import { oidcSignIn } from './oidc.ts'
import { openapi } from './openapi.ts'
import { scim } from './scim/routes.ts'
import { BASE as SCIM } from './scim/serve.ts'
import { signIn } from './sign-in.ts'

/**
 * The whole application over HTTP: the methods at `/NAME`, their description at `/openapi.json`, SCIM, sign-in and health.
 * Pages may be added after it; they get the headers of pages.
 */
export function createApp(deps: Deps): Hono {
  const app = new Hono()
  const actors = authenticator(deps.database.db, deps.trusted)
  const call = caller(deps, actors)
  const find = finder(Object.values(methods))

  let description: ReturnType<typeof openapi> | undefined
  app.get('/openapi.json', (http) => {
    description ??= openapi(Object.values(methods))
    return http.json(description, 200, ANSWER_HEADERS)
  })
  app.all('/:name{[A-Za-z]+\\.[A-Za-z.]+}', serve)
  app.all('/api/:name{[A-Za-z]+\\.[A-Za-z.]+}', serve)
  function serve(http: Http) {
    const method = find(http.req.path)
    if (!method) throw nothingAt(http.req.path)
    return call(method, http)
  }

  app.route(SCIM, scim(deps, actors))
  hooks(app, deps)

  app.use('*', pageHeaders())
  health(app, deps.database)
  signIn(app, deps, actors)
  oidcSignIn(app, deps, actors, deps.oidc)
  app.notFound((http) => fail(http, nothingAt(http.req.path)))
  app.onError((error, http) => {
    const failure = failureOf(error)
    if (failure.status >= 500) deps.log.error({ err: failure.cause ?? failure })
    return fail(http, failure)
  })
  return app
}

/** Finds a method by path, whether by its name or an older one, in any case of letters. */
function finder(all: Method[]): (path: string) => Method | undefined {
  const byPath = new Map(
    all.flatMap((method) =>
      [method.name, ...(method.aliases ?? [])].map(
        (name) => [pathOf({ ...method, name }).toLowerCase(), method] as const,
      ),
    ),
  )
  return (path) => byPath.get(path.toLowerCase())
}

function nothingAt(path: string): AppError {
  return new AppError(
    'unknown_method',
    `There is nothing at ${path}; /openapi.json lists the methods.`,
  )
}

function fail(http: Http, failure: AppError): Response {
  return http.json(envelope(failure), failure.status)
}
