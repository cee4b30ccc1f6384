import * as z from 'zod'
import { type AccountFact, dayAfter, dayIn } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { following, pageOf, present } from '../graphql-pages.ts'
import { accountOfGraphql, GraphqlUser } from './account.ts'
import type { Client } from './client.ts'
import type { Step, Stride } from './place.ts'
import { MEMBERS } from './queries.ts'

const Member = z.object({
  createdAt: z.string().nullish(),
  user: GraphqlUser.unwrap()
    .unwrap()
    .extend({
      state: z.string().nullish(),
      publicEmail: z.string().nullish(),
      lastActivityOn: z.string().nullish(),
    })
    .nullish(),
})

const Members = z.object({ group: z.object({ groupMembers: pageOf(Member) }) })

/** A page of the members of a group, of those above and of those below it. */
export async function readMembers({ client, context, place }: Step): Promise<Stride> {
  const page = await memberPage(client, context.settings.group, { first: 100, after: place.after })
  const today = dayIn(context.time_zone, context.now())
  const isLast = page.after === null
  return {
    place: {
      ...place,
      step: isLast ? 'merge_requests' : 'members',
      after: page.after,
      addressed: [...place.addressed, ...page.facts.flatMap(addressed)],
    },
    facts: { accounts: page.facts },
    covers: isLast ? [{ subject: 'accounts', from_day: today, to_day: dayAfter(today) }] : [],
    progress: { step: 'members', done: page.facts.length },
  }
}

const addressed = ({ account }: AccountFact) =>
  account.email !== undefined && account.username !== undefined ? [account.username] : []

/** One page of members; those who were invited but have no account yet are none. */
export async function memberPage(
  client: Client,
  group: string,
  page: { first: number; after: string | null },
) {
  const data = await client.graphql(MEMBERS, { group, ...page }, Members)
  const { nodes, pageInfo } = data.group.groupMembers
  return {
    facts: present(nodes).flatMap((node) => factOf(node) ?? []),
    after: following(pageInfo),
  }
}

const STATUSES: Record<string, AccountFact['status']> = {
  active: 'active',
  deactivated: 'dormant',
  blocked: 'suspended',
  ldap_blocked: 'suspended',
  banned: 'suspended',
}

function factOf({ createdAt, user }: z.infer<typeof Member>): AccountFact | undefined {
  const account = accountOfGraphql(user)
  if (!user || !account) return undefined
  return stated({
    account: stated({ ...account, email: user.publicEmail || undefined }),
    status: STATUSES[user.state ?? ''],
    created_at: instantOf(createdAt ?? '') ?? undefined,
    last_seen_at: instantOf(user.lastActivityOn ?? '') ?? undefined,
  })
}
