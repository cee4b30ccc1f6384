import { connectorOf } from '../connectors/registry.ts'
import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import { unseal } from '../store/sealed.ts'
import * as sources from '../store/sources.ts'
import type { Asked } from './source-jobs.ts'
import { secretOf, settingsOf } from './source-shapes.ts'

/** A source that there is. Throws `not_found`. */
export async function knownSource(db: Db, id: number): Promise<sources.SourceRow> {
  const source = await sources.info(db, id)
  if (source) return source
  throw new AppError('not_found', 'There is no such source.')
}

/** By what the secret of a source is sealed. */
export const ownerOf = (id: number): string => `source:${id}`

interface Given {
  settings?: Record<string, unknown> | undefined
  secret?: unknown
}

/**
 * A kept source with some of it said anew. Its secret is sent nowhere but where it was meant for: settings by which other
 * hosts are called need it anew. Throws `invalid_arguments`.
 */
export function changedSource(
  source: sources.SourceRow,
  given: Given,
  secretKey: () => string,
): Asked {
  const connector = connectorOf(source.kind)
  const settings = settingsOf(connector, given.settings ?? source.settings)
  if (given.secret !== undefined)
    return { kind: source.kind, settings, secret: secretOf(connector, given.secret) }
  const before = connector.hosts(settingsOf(connector, source.settings))
  if (connector.hosts(settings).some((host) => !before.includes(host))) throw elsewhere()
  const secret = unseal(source.secret, { key: secretKey(), owner: ownerOf(source.id) })
  return { kind: source.kind, settings, secret }
}

function elsewhere(): AppError {
  const message = 'Enter it anew: the one that is kept was given for another address.'
  return new AppError('invalid_arguments', `secret: ${message}`, {
    issues: [{ path: 'secret', message }],
  })
}
