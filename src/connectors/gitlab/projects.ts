import * as z from 'zod'
import { following, pageOf, present } from '../graphql-pages.ts'
import { numberOf } from './account.ts'
import type { Client } from './client.ts'
import { type Place, type Step, type Stride, SUBJECTS, toNext, type Waiting } from './place.ts'
import { PROJECTS } from './queries.ts'

const Project = z.object({ id: z.string(), fullPath: z.string(), archived: z.boolean().nullish() })
const Projects = z.object({ group: z.object({ projects: pageOf(Project) }) })

/** A page of the projects of a group and its subgroups, which then wait in the cursor. Archived ones are read once. */
export async function readProjects({ client, context, place }: Step): Promise<Stride> {
  const page = await projectPage(client, context.settings.group, { first: 100, after: place.after })
  const waiting = page.projects.flatMap((project) => waitingOf(project, place) ?? [])
  return {
    place: toNext({ ...place, after: page.after, waiting }),
    facts: {},
    progress: { step: 'projects', done: page.projects.length },
  }
}

/** One page of projects. */
export async function projectPage(
  client: Client,
  group: string,
  page: { first: number; after: string | null },
) {
  const data = await client.graphql(PROJECTS, { group, ...page }, Projects)
  const { nodes, pageInfo } = data.group.projects
  return { projects: present(nodes), after: following(pageInfo) }
}

function waitingOf(
  { id, fullPath, archived }: z.infer<typeof Project>,
  { read }: Place,
): Waiting | undefined {
  const number = numberOf(id)
  const subjects = SUBJECTS.filter((subject) => !archived || read[number]?.[subject] === undefined)
  return subjects.length > 0 ? { id: number, path: fullPath, subjects } : undefined
}
