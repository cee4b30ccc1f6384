import type { DeploymentFact } from '../../model/index.ts'
import { accountOf } from './account.ts'
import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

type Status = DeploymentFact['status']

/** How tools call the end of a deployment; in lower case, with `_` for blanks. */
const STATUSES: Readonly<Record<string, Status>> = {
  ...words('success', 'succeeded successful ok passed done deployed finished completed complete'),
  ...words('failure', 'failed error errored broken'),
  ...words('cancelled', 'canceled aborted skipped stopped'),
  ...words('rolled_back', 'rollback rolledback reverted'),
}

/**
 * One deployment. One that bears no id is told by its service, environment and time. Of several commits the last counts: what was
 * merged before it is taken to be in it.
 */
export function deploymentFrom(cells: Cells): Statement {
  const service = cells.text('service')
  const environment = cells.text('environment')
  const at = cells.instant('at')
  const said = cells.text('status') ?? ''
  const status = endingOf(said)
  if (service === undefined)
    return cells.refuse('missing_field', 'This deployment is of no service.')
  if (environment === undefined)
    return cells.refuse('missing_field', 'This deployment is to no environment.')
  if (!at) return cells.refuse('missing_field', 'This deployment has no time.')
  if (status === undefined) return cells.refuse('invalid_value', unknownStatus(said))
  return cells.say({
    external_id: cells.text('external_id') ?? [service, environment, at].join(' ').toLowerCase(),
    service,
    environment,
    production: cells.flag('production'),
    at,
    status,
    commit: cells.parts('commit')?.at(-1),
    account: accountOf({ username: cells.username('username'), email: cells.email('email') }),
  })
}

/** What a word for the end of something run means, in the words of most tools. */
export function endingOf(word: string): Status | undefined {
  const key = word.toLowerCase().replace(/[\s-]+/g, '_')
  return Object.hasOwn(STATUSES, key) ? STATUSES[key] : undefined
}

function unknownStatus(word: string): string {
  return word === ''
    ? 'This deployment does not say how it ended.'
    : `status: “${word.slice(0, 80)}” is not success, failure, cancelled or rolled back.`
}

function words(status: Status, others: string): Record<string, Status> {
  return Object.fromEntries([status, ...others.split(' ')].map((word) => [word, status]))
}
