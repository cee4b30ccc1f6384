import type { Batch, Connector, Cursor } from '../connector.ts'
import { readAttributes } from './attributes.ts'
import { check } from './check.ts'
import { readGroups } from './groups.ts'
import { openPlace, type Place, type Reading, type Step } from './place.ts'
import { apiOf, type Context, Secret, Settings } from './settings.ts'
import { readTeams } from './teams.ts'
import { readUsers } from './users.ts'

/**
 * A workspace at DX, or another Facet, which speaks as DX does: people with their attributes, roles and groups, and teams
 * with who is in them. Everything is read each time, for the API does not tell what is new.
 */
export const dx: Connector<typeof Settings, typeof Secret> = {
  kind: 'dx',
  title: 'DX',
  settings: Settings,
  secret: Secret,
  rights:
    'A token of the organization, which a Workspace Admin makes under Admin, Organization tokens, with the scopes snapshots:read and users:read; user_groups:read for groups, and users:write to push attributes to DX. Privileged attributes are shown only to a personal token of somebody who may see them.',
  hosts: ({ url }) => [new URL(apiOf(url)).host],
  test: check,
  sync,
}

/** What is read, in this order; each step does a page and says where the next one stands. */
const STEPS: Record<
  Exclude<Place['step'], 'done'>,
  (reading: Reading, place: Place) => Promise<Step>
> = {
  attributes: readAttributes,
  users: readUsers,
  groups: readGroups,
  teams: readTeams,
}

async function* sync(context: Context, cursor: Cursor | null): AsyncGenerator<Batch> {
  const reading: Reading = { context, told: new Set() }
  let place = openPlace(cursor)
  while (place.step !== 'done') {
    const { place: next, ...batch } = await STEPS[place.step](reading, place)
    place = next
    yield { cursor: next, ...batch }
  }
}
