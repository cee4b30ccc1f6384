import * as z from 'zod'
import type { AccountFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import type { Client } from './client.ts'
import { following, pageOf, present } from './pages.ts'
import { partly, type Step, type Stride } from './place.ts'
import { members } from './queries.ts'
import { faultOf, told } from './refusal.ts'
import { dayAfter, dayIn } from './times.ts'

const Member = z.object({
  databaseId: z.number().nullish(),
  login: z.string(),
  name: z.string().nullish(),
  createdAt: z.string().nullish(),
  organizationVerifiedDomainEmails: z.array(z.string()).nullish(),
})

const Members = z.object({
  organization: z.object({
    viewerIsAMember: z.boolean().nullish(),
    membersWithRole: pageOf(Member).extend({ totalCount: z.number() }),
  }),
})

/** A page of the members of an organisation. A member who has no address here has none in a verified domain. */
export async function readMembers({ client, context, place }: Step): Promise<Stride> {
  const page = await memberPage(client, context.settings.organization, {
    first: 100,
    after: place.after,
  })
  const refused = page.facts.length < page.told ? partly(place, 'accounts') : place
  const today = dayIn(context.time_zone, context.now())
  const covers =
    page.after === null && !refused.partly.includes('accounts')
      ? [{ subject: 'accounts' as const, from_day: today, to_day: dayAfter(today) }]
      : []
  return {
    place: { ...refused, step: page.after === null ? 'teams' : 'members', after: page.after },
    facts: { accounts: page.facts },
    covers,
    left: page.left,
    progress: { step: 'members', done: page.facts.length, of: page.total },
  }
}

/** One page of members, and whether the token belongs to one: who does not sees only those who show it to the public. */
export async function memberPage(
  client: Client,
  organization: string,
  page: { first: number; after: string | null },
) {
  const { data, faults } = await withAddresses(client, { organization, ...page })
  const { viewerIsAMember, membersWithRole } = data.organization
  const [fault] = faults
  const left: Left[] = fault
    ? [{ about: organization, code: 'members_in_part', message: told(fault) }]
    : []
  return {
    facts: present(membersWithRole.nodes).map(factOf),
    told: membersWithRole.nodes.length,
    total: membersWithRole.totalCount,
    isMember: viewerIsAMember === true,
    after: following(membersWithRole.pageInfo),
    left,
  }
}

/** Older servers refuse a query that asks for addresses in verified domains. */
async function withAddresses(client: Client, variables: Record<string, unknown>) {
  try {
    return await client.graphql(members({ addresses: true }), variables, Members)
  } catch (error) {
    if (faultOf(error)?.extensions?.code !== 'undefinedField') throw error
    return await client.graphql(members({ addresses: false }), variables, Members)
  }
}

function factOf(member: z.infer<typeof Member>): AccountFact {
  const { databaseId, login, name, createdAt, organizationVerifiedDomainEmails } = member
  return stated({
    account: stated({
      external_id: databaseId == null ? undefined : String(databaseId),
      username: login,
      email: organizationVerifiedDomainEmails?.[0],
      name: name || undefined,
    }),
    created_at: instantOf(createdAt ?? '') ?? undefined,
  })
}
