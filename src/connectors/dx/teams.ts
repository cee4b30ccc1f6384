import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { TeamFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { stated } from '../files/statement.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import type { Place, Reading, Step } from './place.ts'
import type { Caller } from './settings.ts'
import { type TeamInTree, teamTree } from './team-tree.ts'

/** Teams in a batch; each takes a call. */
const BATCH = 10

const Person = z.object({ name: z.string().nullish(), email: z.string().nullish() })

const Team = z.object({
  team: z.object({ lead: Person.nullish(), contributors: z.array(Person).nullish() }),
})

/** A few teams with their leads and people, those above before those below. */
export async function readTeams(reading: Reading, place: Place): Promise<Step> {
  reading.teams ??= await teamTree(reading.context)
  const { teams } = reading
  const tree = fingerprint(teams)
  // where the teams are others than before the run was cut off, all are read again, which changes nothing
  const from = tree === place.tree ? teams.findIndex(({ id }) => id === place.team) + 1 : 0
  const batch = teams.slice(from, from + BATCH)
  const read: Told[] = []
  for (const team of batch) read.push(await readTeam(reading.context, team))
  const done = from + batch.length
  return {
    place: {
      ...place,
      tree,
      team: batch.at(-1)?.id ?? null,
      step: done < teams.length ? 'teams' : 'done',
    },
    facts: { teams: read.flatMap(({ fact }) => fact ?? []) },
    listing: { whole: done >= teams.length && done > 0 ? [{ of: 'teams' }] : [] },
    left: read.flatMap(({ left }) => left),
    progress: { step: 'teams', done, of: teams.length },
  }
}

function fingerprint(teams: TeamInTree[]): string {
  return createHash('sha256')
    .update(teams.map(({ id }) => id).join())
    .digest('base64url')
}

interface Told {
  fact?: TeamFact
  left: Left[]
}

async function readTeam(caller: Caller, { id, ...told }: TeamInTree): Promise<Told> {
  try {
    const { team } = await ask(caller, {
      method: 'teams.info',
      query: { team_id: id },
      shape: Team,
      what: `the team ${told.name}`,
    })
    const members = team.contributors?.flatMap((person) => emailOf(person) ?? [])
    const lead_email = team.lead ? emailOf(team.lead) : undefined
    return {
      fact: stated({ ...told, lead_email, members }),
      left: (team.contributors ?? [])
        .filter((person) => emailOf(person) === undefined)
        .map((person) => withoutEmail(person, told.name)),
    }
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'not_found') throw error
    return { left: [{ about: told.name, code: 'team_gone', message: error.message }] }
  }
}

function emailOf({ email }: z.output<typeof Person>): string | undefined {
  return email?.includes('@') ? email.trim() : undefined
}

function withoutEmail({ name }: z.output<typeof Person>, team: string): Left {
  return {
    about: name ?? team,
    code: 'missing_email',
    message: `Somebody in the team ${team} has no e-mail address at DX, and is missing from it.`,
  }
}
