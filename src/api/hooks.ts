import type { Hono, Context as Http } from 'hono'
import { hookFacts } from '../connectors/hook-facts.ts'
import { AppError } from '../errors.ts'
import { hashOf } from '../store/secret.ts'
import * as sourceStates from '../store/source-states.ts'
import type { Deps } from './deps.ts'
import { knownSource } from './known-source.ts'
import { rateLimiter } from './rate-limit.ts'
import { jobsOf } from './source-jobs.ts'
import { bounded } from './uploads.ts'

/** The largest delivery, in bytes: GitHub sends no more. */
const LARGEST = 25 * 1_024 * 1_024

/**
 * Adds `/hooks/KEY/TOKEN`, at which sources tell of themselves. The token is the right to; a delivery that tells nothing is
 * accepted too, so that a source does not think that it failed.
 */
export function hooks(app: Hono, deps: Deps): void {
  const { database, log, now = () => new Date(), rateLimit = 1_000 } = deps
  const take = rateLimit === null ? undefined : rateLimiter(rateLimit)

  app.post('/hooks/:key/:token', async (http) => {
    const at = now()
    const { key, token } = http.req.param()
    const id = await sourceStates.byHook(database.db, key, hashOf(token))
    if (id === undefined) throw new AppError('not_found', 'Nothing is told here.')
    take?.(`source:${id}`, at.getTime())
    const source = await knownSource(database.db, id)
    const body = await bodyOf(http)
    const { headers } = http.req.raw
    const delivery = { headers, body, secret: token, settings: source.settings, now: at }
    const facts = hookFacts(source.kind, delivery)
    if (!facts) throw new AppError('not_authorized', 'This delivery does not bear its secret.')
    const told = Object.values(facts).some((some) => some.length > 0)
    if (told) await jobsOf(deps).keep(database, source, { facts, now: at })
    log.info({ method: '/hooks', source: id, status: 202, told })
    return http.json({ ok: true, told }, 202)
  })
}

async function bodyOf({ req }: Http): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  if (req.raw.body) for await (const piece of bounded(req.raw.body, LARGEST)) pieces.push(piece)
  return Buffer.concat(pieces)
}
