import * as z from 'zod'
import type { Left } from '../connector.ts'
import { following, namesOf, pageOf, present } from '../graphql-pages.ts'
import { SourceError } from '../source-error.ts'
import { isBefore, minutesBefore } from '../times.ts'
import type { Client } from './client.ts'
import {
  afterRepository,
  afterSubject,
  floorOf,
  type Place,
  type PullRequestWalk,
  partly,
  type Step,
  type Stride,
  type Waiting,
} from './place.ts'
import { PullRequestNode, pullRequestOf } from './pull-request.ts'
import { PULL_REQUESTS } from './queries.ts'
import { type Fault, faultOf, told } from './refusal.ts'

/** Pull requests of a page at most. */
const PAGE = 25

/** Minutes that are read again, since not all servers of GitHub see a change at once. */
const OVERLAP = 5

const Page = z.object({
  repository: z.object({ pullRequests: pageOf(PullRequestNode) }),
})
type Page = {
  list: z.infer<typeof Page>['repository']['pullRequests']
  faults: Fault[]
  whole: boolean
}

/**
 * A page of the pull requests of a repository, those first that changed last. While a walk goes on, others change and move
 * to its beginning: so a walk of several pages is followed by one over what has changed since it began, until one page
 * suffices. Whoever is read twice is told twice.
 */
export async function readPullRequests({ client, place }: Step, at: Waiting): Promise<Stride> {
  const walk = place.walk?.of === 'pull_requests' ? place.walk : firstWalk(place, at)
  const page = await pageAt(client, at.name, walk)
  if (isTooLarge(page) && walk.size > 1)
    return { place: { ...place, walk: { ...walk, size: Math.floor(walk.size / 2) } }, facts: {} }
  if (page instanceof SourceError) return withoutPage(page, { place, walk, at })
  const nodes = present(page.list.nodes)
  const wanted = nodes.filter(({ updatedAt }) => !isBefore(updatedAt, walk.floor))
  const statements = wanted.map((node) => pullRequestOf(node, at.name, place.domains))
  const isLast = wanted.length < nodes.length || following(page.list.pageInfo) === null
  const next = nextWalk(walk, { first: nodes[0]?.updatedAt, list: page.list, isLast })
  const refused = page.faults.length > 0 ? refusedIn(place) : place
  return {
    place: next
      ? { ...refused, walk: next }
      : afterSubject(refused, walk.top ?? nodes[0]?.updatedAt),
    facts: { pull_requests: statements.flatMap(({ fact }) => fact ?? []) },
    left: [
      ...statements.flatMap(({ left }) => left),
      ...faultsIn(at, page.faults),
      ...(page.whole ? [] : wanted.map((node) => tooLarge(node, at))),
    ],
    progress: { step: `pull requests of ${at.name}`, done: wanted.length },
  }
}

/**
 * The page at which a walk stands, or why there is none. A single pull request that GitHub cannot answer whole comes without
 * its details; when it cannot answer that either, GitHub is at fault and not the pull request, so the run ends. It is asked
 * once more, as it may have recovered in between.
 */
async function pageAt(
  client: Client,
  repository: string,
  { size, after }: PullRequestWalk,
): Promise<Page | SourceError> {
  const ask = (whole: boolean) => pullRequestPage(client, repository, { size, after, whole })
  const page = await ask(true).catch(given)
  if (size > 1 || !isTooLarge(page)) return page
  const bare = await ask(false)
  const again = await ask(true).catch(given)
  return isTooLarge(again) ? bare : again
}

function given(error: unknown): SourceError {
  if (error instanceof SourceError) return error
  throw error
}

/** Whether GitHub gave up on a page or on an entry of it. */
const isTooLarge = (page: Page | SourceError): boolean =>
  page instanceof SourceError ? TOO_LARGE.includes(page.code) : page.list.nodes.includes(null)

/** How a page that is too large comes back: GitHub gives up after ten seconds, a proxy earlier. */
const TOO_LARGE = ['unavailable', 'timeout', 'broken_answer']

/** One page of pull requests. */
export async function pullRequestPage(
  client: Client,
  repository: string,
  { size, after, whole }: { size: number; after: string | null; whole: boolean },
): Promise<Page> {
  const variables = { ...namesOf(repository), first: size, after, whole }
  const { data, faults } = await client.graphql(PULL_REQUESTS, variables, Page)
  return { list: data.repository.pullRequests, faults, whole }
}

function firstWalk(place: Place, { id }: Waiting): PullRequestWalk {
  const read = place.read[id]?.pull_requests
  const floor = read === undefined ? floorOf(place) : minutesBefore(read, OVERLAP)
  return { of: 'pull_requests', floor, after: null, size: PAGE }
}

/** The page that follows; undefined when all is read. Pages that had to be small grow again, one by one. */
function nextWalk(
  walk: PullRequestWalk,
  page: { first: string | undefined; list: Page['list']; isLast: boolean },
): PullRequestWalk | undefined {
  const top = walk.top ?? page.first
  const grown = { ...walk, size: Math.min(PAGE, walk.size + 1) }
  if (!page.isLast) return { ...grown, top, after: following(page.list.pageInfo) }
  if (walk.after === null || top === undefined) return undefined
  return { ...grown, floor: minutesBefore(top, OVERLAP), top: undefined, after: null }
}

/** What to do without the page: start again where GitHub no longer knows the cursor, or leave the repository. */
function withoutPage(
  error: SourceError,
  { place, walk, at }: { place: Place; walk: PullRequestWalk; at: Waiting },
): Stride {
  if (faultOf(error)?.type === 'INVALID_CURSOR_ARGUMENTS')
    return { place: { ...place, walk: { ...walk, after: null } }, facts: {} }
  if (error.code === 'forbidden') return unreadable(place, at, error.message)
  if (error.code !== 'not_found') throw error
  const left = { about: at.name, code: 'gone_repository', message: error.message }
  return { place: afterRepository(place), facts: {}, left: [left] }
}

function unreadable(place: Place, at: Waiting, reason: string): Stride {
  const message = `The pull requests cannot be read: ${reason}`
  return {
    place: afterSubject(refusedIn(place), undefined),
    facts: {},
    left: [{ about: at.name, code: 'no_pull_requests', message }],
  }
}

const refusedIn = (place: Place) => partly(place, 'pull_requests')

const faultsIn = (at: Waiting, faults: Fault[]): Left[] =>
  faults.map((fault) => ({ about: at.name, code: 'in_part', message: told(fault) }))

const tooLarge = ({ number }: PullRequestNode, at: Waiting): Left => ({
  about: `${at.name}#${number}`,
  code: 'too_large',
  message: 'GitHub cannot answer for the whole of it: commits, reviews and size stay unknown.',
})
