import { AppError } from '../errors.ts'
import { coder } from './coder/coder.ts'
import type { Connector } from './connector.ts'
import { dx } from './dx/dx.ts'
import { github } from './github/github.ts'
import { gitlab } from './gitlab/gitlab.ts'

/** The kinds of sources that Facet can read, in order of name. */
export const CONNECTORS: readonly Connector[] = [coder, dx, github, gitlab]

/** The connector of a kind. Throws `invalid_arguments`. */
export function connectorOf(kind: string): Connector {
  const connector = CONNECTORS.find((it) => it.kind === kind)
  if (connector) return connector
  const kinds = CONNECTORS.map((it) => it.kind).join(', ')
  throw new AppError(
    'invalid_arguments',
    `There is no source of kind "${kind}"; there are ${kinds}.`,
  )
}
