import type { DeploymentFact, IncidentFact, ServiceFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { isoOf } from './clock.ts'
import { workingSecond } from './timeline.ts'
import type { Team } from './tree.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000

/** The numbers of the model, of the last weeks alone; the tool changes none of them. */
export const DELIVERY = {
  weeks: 26,
  /** Deployments to production that a team makes in a week for each of its seats. */
  a_seat: 0.6,
  /** Of the deployments: those that an incident follows. */
  failed: 0.12,
  /** Hours until the incident is opened, and from then until it is mitigated: medians, and the deviation of their logarithms. */
  noticed: 1,
  mended: 1.5,
  sd: 1,
} as const

/** The service of a team, what was deployed of it, in order of time, and the incidents that this caused. */
export interface Delivery {
  service: ServiceFact
  deployments: DeploymentFact[]
  incidents: IncidentFact[]
}

/** First week of which deployments are known. */
export function firstWeekOfDelivery(weeks: number): number {
  return Math.max(0, weeks - DELIVERY.weeks)
}

/** What each team delivered: a service a team. Each call derives it afresh and the same, from streams of its own. */
export function* deliveries(world: World): Generator<Delivery> {
  for (const team of world.teams) {
    const random = world.random.fork(`delivery ${team.index}`)
    const service = team.name.toLowerCase().replaceAll(' ', '-')
    const made = drawInstants(team, world, random).map((at, index) => ({
      deployment: deploymentOf(service, index + 1, at),
      incident: random.chance(DELIVERY.failed)
        ? drawIncident(service, index + 1, at, random)
        : null,
    }))
    yield {
      service: { name: service, team: team.path, aliases: [team.repo] },
      deployments: made.map(({ deployment }) => deployment),
      incidents: made.flatMap(({ incident }) => (incident ? told(incident, world) : [])),
    }
  }
}

function drawInstants({ seats, geo }: Team, { frame }: World, random: Random): number[] {
  const { clock } = frame
  const instants: number[] = []
  for (let week = firstWeekOfDelivery(clock.weeks); week < clock.weeks; week++) {
    const count = random.poisson(DELIVERY.a_seat * seats)
    for (let i = 0; i < count; i++)
      instants.push(clock.instant(geo.zones[0], week * 7 + random.int(5), workingSecond(random)))
  }
  return instants.sort((a, b) => a - b)
}

function deploymentOf(service: string, number: number, at: number): DeploymentFact {
  const external_id = `${service}-${number}`
  return { external_id, service, environment: 'production', at: isoOf(at), status: 'success' }
}

type Drawn = ReturnType<typeof drawIncident>

function drawIncident(service: string, number: number, deployed: number, random: Random) {
  const { noticed, mended, sd } = DELIVERY
  const opened = deployed + noticed * HOUR * Math.exp(random.normal(0, sd))
  const mitigated = opened + mended * HOUR * Math.exp(random.normal(0, sd))
  const caused_by = `${service}-${number}`
  return { external_id: `incident-${caused_by}`, service, opened, mitigated, caused_by }
}

/** What is known of an incident when the data end: nothing, or that it is not mitigated yet. */
function told({ opened, mitigated, ...incident }: Drawn, { frame }: World): IncidentFact[] {
  const { end } = frame.clock
  if (opened >= end) return []
  const mitigated_at = mitigated < end ? { mitigated_at: isoOf(mitigated) } : {}
  return [{ ...incident, opened_at: isoOf(opened), ...mitigated_at }]
}
