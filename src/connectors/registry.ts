import { AppError } from '../errors.ts'
import { coder } from './coder/coder.ts'
import type { Connector } from './connector.ts'
import { github } from './github/github.ts'

/** The kinds of sources that Facet can read, in order of name. */
export const CONNECTORS: Connector[] = [coder, github] as unknown as Connector[]

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
