import * as z from 'zod'
import type { TeamFact } from '../../model/index.ts'
import { stated } from '../files/statement.ts'
import { following, pageOf, present } from '../graphql-pages.ts'
import { SourceError } from '../source-error.ts'
import { accountOf } from './actor.ts'
import type { Client } from './client.ts'
import type { Step, Stride } from './place.ts'
import { TEAM_MEMBERS, TEAMS } from './queries.ts'

const Member = z.object({
  databaseId: z.number().nullish(),
  login: z.string(),
  name: z.string().nullish(),
})
type Member = z.infer<typeof Member>

const Members = pageOf(Member)

const Team = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  parentTeam: z.object({ id: z.string() }).nullish(),
  members: Members.nullable(),
})
type Team = z.infer<typeof Team>

const Teams = z.object({ organization: z.object({ teams: pageOf(Team) }) })
const TeamMembers = z.object({
  organization: z.object({ team: z.object({ members: Members }).nullable() }),
})

/** A page of teams, each with all who are directly in it. A token that may not see teams is no reason to stop. */
export async function readTeams({ client, context, place }: Step): Promise<Stride> {
  const { organization } = context.settings
  const next: Stride['place'] = { ...place, step: 'repositories', after: null }
  try {
    const page = await teamPage(client, organization, { first: 20, after: place.after })
    return {
      place: page.after === null ? next : { ...place, after: page.after },
      facts: { teams: page.facts },
      left: page.hidden.map((name) => ({
        about: name,
        code: 'hidden_team',
        message: 'GitHub does not show who is in this team.',
      })),
      progress: { step: 'teams', done: page.facts.length },
    }
  } catch (error) {
    if (!(error instanceof SourceError) || !['forbidden', 'not_found'].includes(error.code))
      throw error
    const left = [{ about: organization, code: 'no_teams', message: error.message }]
    return { place: next, facts: {}, left }
  }
}

/** One page of teams, and the names of those whose members are hidden: a team without members would be an empty one. */
export async function teamPage(
  client: Client,
  organization: string,
  page: { first: number; after: string | null },
) {
  const { data } = await client.graphql(TEAMS, { organization, ...page }, Teams)
  const { nodes, pageInfo } = data.organization.teams
  const facts: TeamFact[] = []
  const hidden: string[] = []
  for (const team of present(nodes)) {
    const members = await allMembers(client, organization, team)
    if (members) facts.push(factOf(team, members))
    else hidden.push(team.name)
  }
  return { facts, hidden, after: following(pageInfo) }
}

const factOf = (team: Team, members: Member[]): TeamFact =>
  stated({
    name: team.name,
    reference_id: referenceOf(team),
    parent: team.parentTeam ? referenceOf(team.parentTeam) : undefined,
    member_accounts: members.flatMap((member) => accountOf(member) ?? []),
  })

/** Names of teams are not unique beyond an organisation. */
const referenceOf = ({ id }: { id: string }) => `github:${id}`

async function allMembers(
  client: Client,
  organization: string,
  team: Team,
): Promise<Member[] | undefined> {
  if (!team.members) return undefined
  const members = present(team.members.nodes)
  let after = following(team.members.pageInfo)
  while (after !== null) {
    const variables = { organization, slug: team.slug, after }
    const { data } = await client.graphql(TEAM_MEMBERS, variables, TeamMembers)
    if (!data.organization.team) return undefined
    const page = data.organization.team.members
    members.push(...present(page.nodes))
    after = following(page.pageInfo)
  }
  return members
}
