import * as z from 'zod'
import type { PersonFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import type { Place, Reading, Step } from './place.ts'
import type { Caller } from './settings.ts'

const PAGE_LIMIT = 100

const Groups = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      members: z.array(z.object({ email: z.string().nullish() })).nullish(),
    }),
  ),
  pagination: z.object({ total_pages: z.number().int(), total_count: z.number().int().nullish() }),
})

/** One page of the groups, told as people with the groups they are in. A token that may not see groups is no reason to stop. */
export async function readGroups({ context }: Reading, place: Place): Promise<Step> {
  const next: Place = { ...place, step: 'teams' }
  try {
    const { groups, pagination } = await groupPage(context, place.group_page)
    const last = place.group_page >= pagination.total_pages
    const more = groups.length > 0 && !last
    const count = pagination.total_count ?? pagination.total_pages
    const groups_moved =
      place.groups_moved ||
      (place.group_count !== null && place.group_count !== count) ||
      groups.some(({ members }) => !members)
    const after = { ...place, group_page: place.group_page + 1, group_count: count, groups_moved }
    return {
      place: more ? after : next,
      facts: { people: membersOf(groups) },
      listing: { whole: last && !groups_moved ? [{ of: 'groups' }] : [] },
      progress: { step: 'groups', done: place.group_page, of: pagination.total_pages },
    }
  } catch (error) {
    if (!(error instanceof SourceError) || !WITHOUT.includes(error.code)) throw error
    return { place: next, facts: {}, listing: {}, left: [noGroups(error)] }
  }
}

/** Refusals after which everything else can still be read. */
const WITHOUT = ['forbidden', 'not_found', 'switched_off', 'refused']

/** One page of userGroups.list, counted from 1. */
export function groupPage(caller: Caller, page: number): Promise<z.output<typeof Groups>> {
  return ask(caller, {
    method: 'userGroups.list',
    query: { page, limit: PAGE_LIMIT },
    shape: Groups,
    what: 'the groups',
  })
}

function membersOf(groups: z.output<typeof Groups>['groups']): PersonFact[] {
  const groupsOf = new Map<string, { email: string; names: Set<string> }>()
  for (const { name, members } of groups)
    for (const { email } of members ?? []) {
      if (!email?.includes('@')) continue
      const person = groupsOf.get(email.toLowerCase()) ?? { email, names: new Set() }
      groupsOf.set(email.toLowerCase(), { email, names: person.names.add(name) })
    }
  return [...groupsOf.values()].map(({ email, names }) => ({ email, groups: [...names] }))
}

function noGroups(error: SourceError): Left {
  return {
    about: 'userGroups.list',
    code: 'no_groups',
    message: `${error.message} No groups were read; that needs the scope user_groups:read.`,
  }
}
