import type { Batch, Connector, Cursor } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { readAccess } from './access.ts'
import { readAiDay } from './ai-sessions.ts'
import { check } from './check.ts'
import { readDay } from './days.ts'
import { readGroups } from './groups.ts'
import { openPlace, type Place, type Reading, type Step } from './place.ts'
import { type Context, Secret, Settings } from './settings.ts'
import { readUsers } from './users.ts'
import { readWorkspaces } from './workspaces.ts'

/**
 * A Coder server: who has an account, and how long each was connected by day, for as many years back as wanted; where the
 * token may see them also starts of workspaces, groups, and sessions of the AI gateway.
 */
export const coder: Connector<typeof Settings, typeof Secret> = {
  kind: 'coder',
  title: 'Coder',
  settings: Settings,
  secret: Secret,
  rights:
    'A token of a user with the role Auditor, which reads users and usage and changes nothing. An Owner makes the user and its token: coder users create --username facet --email facet@example.com --login-type none, then coder users edit-roles facet --roles auditor, then coder tokens create --user facet --name facet --lifetime 8760h. Starts of workspaces need the role Template Admin beside it.',
  hosts: ({ url }) => [new URL(url).host],
  test: check,
  sync,
}

/** What is read, in this order; each step does a page and says where the next one stands. */
const STEPS: Record<
  Exclude<Place['step'], 'done'>,
  (reading: Reading, place: Place) => Promise<Step>
> = {
  users: readUsers,
  days: readDay,
  workspaces: readWorkspaces,
  groups: readGroups,
  ai: readAiDay,
}

async function* sync(context: Context, cursor: Cursor | null): AsyncGenerator<Batch> {
  const access = await readAccess(context)
  if (!access.may.users)
    throw new SourceError(
      'forbidden',
      `The token sees only ${access.username}, its own user; give ${access.username} the role Auditor.`,
    )
  const reading: Reading = { context, access, listed: new Set() }
  let place = openPlace(cursor, context)
  while (place.step !== 'done') {
    const { place: next, ...batch } = await STEPS[place.step](reading, place)
    place = next
    yield { cursor: next, ...batch }
  }
}
