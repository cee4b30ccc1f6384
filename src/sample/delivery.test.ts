import { expect, test } from 'vitest'
import { DeploymentFact, IncidentFact, ServiceFact } from '../model/index.ts'
import { DELIVERY } from './delivery.ts'
import { generate } from './generate.ts'

const organisation = generate({ seed: 1 })
const all = [...organisation.deliveries()]
const deployments = all.flatMap((it) => it.deployments)
const incidents = all.flatMap((it) => it.incidents)

test('every team has a service, which it deploys as often as its seats let expect, in the last half year', () => {
  const teams = new Set(organisation.people.flatMap(({ team }) => team ?? []))
  for (const { service } of all) expect(teams.has(ServiceFact.parse(service).team)).toBe(true)
  const { weeks, a_seat } = DELIVERY
  const expected = weeks * a_seat * organisation.settings.people
  expect(Math.abs(deployments.length - expected)).toBeLessThan(4 * Math.sqrt(expected))
  for (const { at } of deployments.map((it) => DeploymentFact.parse(it))) {
    expect(at >= organisation.delivered_from).toBe(true)
    expect(at < organisation.settings.end).toBe(true)
  }
})

test('incidents are as frequent as the truth says, and each follows the deployment that caused it', () => {
  const share = organisation.truth.change_failure_rate
  const error = Math.sqrt((share * (1 - share)) / deployments.length)
  expect(Math.abs(incidents.length / deployments.length - share)).toBeLessThan(4 * error)
  const made = new Map(deployments.map((it) => [it.external_id, it.at]))
  expect(made.size).toBe(deployments.length)
  for (const { opened_at, mitigated_at = opened_at, caused_by = '' } of incidents.map((it) =>
    IncidentFact.parse(it),
  )) {
    expect(opened_at >= (made.get(caused_by) ?? '9')).toBe(true)
    expect(mitigated_at >= opened_at && mitigated_at < organisation.settings.end).toBe(true)
  }
})

test('each call tells the same, and the tool nothing of it', () => {
  expect([...organisation.deliveries()]).toEqual(all)
  expect([...generate({ seed: 1, tau: 0 }).deliveries()]).toEqual(all)
})
