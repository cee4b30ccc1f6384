import type { Delivery } from '../delivery.ts'
import { csvLine } from './csv.ts'

/** Services and whose they are. */
export function* servicesCsv(all: Iterable<Delivery>): Generator<string> {
  yield csvLine(['service', 'team', 'aliases'])
  for (const { service } of all)
    yield csvLine([service.name, service.team, service.aliases?.join(';')])
}

/** What was deployed where and when. */
export function* deploymentsCsv(all: Iterable<Delivery>): Generator<string> {
  yield csvLine(['deployment_id', 'service', 'environment', 'deployed_at', 'status'])
  for (const { deployments } of all)
    for (const { external_id, service, environment, at, status } of deployments)
      yield csvLine([external_id, service, environment, at, status])
}

/** What went wrong in production, and by which deployment. */
export function* incidentsCsv(all: Iterable<Delivery>): Generator<string> {
  yield csvLine(['incident_id', 'service', 'opened_at', 'mitigated_at', 'caused_by'])
  for (const { incidents } of all)
    for (const { external_id, service, opened_at, mitigated_at, caused_by } of incidents)
      yield csvLine([external_id, service, opened_at, mitigated_at, caused_by])
}
