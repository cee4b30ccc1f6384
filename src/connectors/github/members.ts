import * as z from 'zod'
import { type AccountFact, dayAfter, dayIn } from '../../model/index.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { following, pageOf, present } from '../graphql-pages.ts'
import type { Client } from './client.ts'
import { partly, type Step, type Stride } from './place.ts'
import { members } from './queries.ts'
import { type Fault, faultOf, told } from './refusal.ts'

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
    place: {
      ...refused,
      step: page.after === null ? 'teams' : 'members',
      after: page.after,
      domains: domainsIn(page.facts, place.domains),
    },
    facts: { accounts: page.facts },
    covers,
    left: page.left,
    progress: { step: 'members', done: page.facts.length, of: page.total },
  }
}

/** The domains of addresses, each once and in order, so that the same members give the same cursor. */
const domainsIn = (facts: AccountFact[], known: string[]): string[] =>
  [...new Set([...known, ...facts.flatMap(({ account }) => domainOf(account.email) ?? [])])].sort()

/** The part of an address after the last `@`, in lower case. */
export const domainOf = (email: string | undefined): string | undefined =>
  email?.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** One page of members, and whether the token belongs to one: who does not sees only those who show it to the public. */
export async function memberPage(
  client: Client,
  organization: string,
  page: { first: number; after: string | null },
) {
  const variables = { organization, ...page }
  const { data, fault } = await withAddresses(client, variables)
  const { viewerIsAMember, membersWithRole } = data.organization
  return {
    facts: present(membersWithRole.nodes).map(factOf),
    told: membersWithRole.nodes.length,
    total: membersWithRole.totalCount,
    isMember: viewerIsAMember === true,
    after: following(membersWithRole.pageInfo),
    left: fault ? [{ about: organization, code: 'no_addresses', message: told(fault) }] : [],
  }
}

/** The members with their addresses; without, and with the fault, where GitHub refuses those or does not know them. */
async function withAddresses(client: Client, variables: Record<string, unknown>) {
  let fault: Fault | undefined
  try {
    const { data, faults } = await client.graphql(members({ addresses: true }), variables, Members)
    fault = faults.find(isOfAddresses)
    if (!fault) return { data, fault }
  } catch (error) {
    fault = faultOf(error)
    if (!fault || !isOfAddresses(fault)) throw error
  }
  const { data } = await client.graphql(members({ addresses: false }), variables, Members)
  return { data, fault }
}

const isOfAddresses = ({ type, path, extensions }: Fault): boolean =>
  type === 'INSUFFICIENT_SCOPES' ||
  extensions?.code === 'undefinedField' ||
  path?.includes('organizationVerifiedDomainEmails') === true

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
