import * as z from 'zod'
import type { AccountRef, PullRequestFact } from '../../model/index.ts'
import { authorshipOf, isOfAssistant } from '../authorship.ts'
import { instantOf } from './instants.ts'
import type { Json } from './json-stream.ts'
import { disorderOf } from './pull-requests.ts'
import { reviewStateOf } from './reviews.ts'
import { fault, type Statement, stated } from './statement.ts'

const OLDEST_COMMIT = 30 * 24 * 60 * 60 * 1000

const Instant = z.string().transform((text, context) => {
  const at = instantOf(text)
  if (typeof at === 'string') return at
  context.addIssue('not an instant')
  return z.NEVER
})

/** `gh pr list` marks bots by `is_bot` and the login `app/NAME`, GraphQL by the type name. */
const Actor = z
  .object({
    login: z.string(),
    name: z.string().nullish(),
    is_bot: z.boolean().optional(),
    __typename: z.string().optional(),
  })
  .nullish()

const Review = z.object({ author: Actor, state: z.string(), submittedAt: Instant.nullish() })

/** Whose commit it is: of `gh pr list --json commits` everybody whom it names, of GraphQL its author. */
const SignedCommit = z
  .object({
    authoredDate: Instant,
    authors: z
      .array(z.object({ login: z.string().nullish(), email: z.string().nullish() }))
      .optional(),
    author: z
      .object({
        email: z.string().nullish(),
        user: z.object({ login: z.string() }).nullish(),
      })
      .nullish(),
    messageBody: z.string().nullish(),
    message: z.string().nullish(),
  })
  .transform(({ authoredDate, authors, author, messageBody, message }) => ({
    authoredDate,
    authors: authors ?? (author ? [{ email: author.email, login: author.user?.login }] : []),
    message: message ?? messageBody,
  }))

const Commit = z.union([
  SignedCommit,
  z.object({ commit: SignedCommit }).transform(({ commit }) => commit),
])

/** A pull request as `gh pr list --json` and GitHub's GraphQL have it; the latter wraps lists in `nodes`. */
const GhPullRequest = z.object({
  number: z.number().int(),
  url: z.string(),
  title: z.string().optional(),
  author: Actor,
  createdAt: Instant,
  mergedAt: Instant.nullish(),
  closedAt: Instant.nullish(),
  additions: z.number().int().optional(),
  deletions: z.number().int().optional(),
  changedFiles: z.number().int().optional(),
  baseRefName: z.string().optional(),
  headRefName: z.string().optional(),
  isDraft: z.boolean().optional(),
  reviews: listOf(Review).nullish(),
  commits: listOf(Commit).nullish(),
  mergeCommit: z.object({ oid: z.string(), message: z.string().nullish() }).nullish(),
  timelineItems: listOf(z.object({ createdAt: Instant })).nullish(),
})
type GhPullRequest = z.infer<typeof GhPullRequest>

/**
 * One pull request of GitHub. The first commit is the earliest author date that is at most 30 days older
 * than the pull request (rebased and long-lived branches), else its opening; nothing where the file has
 * no commits. The first review is the first by somebody else who is no bot.
 */
export function ghPullRequest(element: Json): Statement {
  const parsed = GhPullRequest.safeParse(element)
  if (!parsed.success) return fault('malformed', faultOf(parsed.error))
  const pull = parsed.data
  const repo = /^https?:\/\/[^/]+\/(.+)\/pull\/\d+/.exec(pull.url)?.[1]
  if (!repo)
    return fault(
      'missing_field',
      'The url is not that of a pull request, so its repository is unknown.',
    )
  const account = accountOf(pull.author)
  if (!account) return fault('missing_username', 'The account of the author is deleted at GitHub.')
  const reviewed = reviewsOf(pull, account)
  const fact: PullRequestFact = {
    repo,
    number: pull.number,
    account: stated({ ...account, email: emailOf(pull) }),
    title: pull.title,
    opened_at: pull.createdAt,
    first_commit_at: firstCommit(pull),
    ready_at: readyAt(pull, reviewed.first_review_at),
    ...reviewed,
    merged_at: pull.mergedAt ?? undefined,
    closed_at: pull.closedAt ?? undefined,
    additions: pull.additions,
    deletions: pull.deletions,
    changed_files: pull.changedFiles,
    base_branch: pull.baseRefName,
    head_branch: pull.headRefName,
    draft: pull.isDraft,
    merge_commit: pull.mergedAt ? pull.mergeCommit?.oid : undefined,
    authorship: authorshipOf(account, signedCommits(pull)),
  }
  const disorder = disorderOf(fact)
  return disorder ? fault('invalid_date', disorder) : { fact: stated(fact) }
}

/** Whether an element is a pull request in the words of GitHub, complete or not. */
export function isGhPullRequest(element: { [key: string]: Json }): boolean {
  return (
    'number' in element &&
    ('createdAt' in element || 'headRefName' in element || 'isDraft' in element)
  )
}

/** Whether it has what a fact needs; `mergedAt` may be null but must be there, or all would seem unmerged. */
export function isWholeGhPullRequest(element: { [key: string]: Json }): boolean {
  return 'url' in element && 'createdAt' in element && 'mergedAt' in element
}

/**
 * The address under which the author commits: that of a commit whose author has the login of the pull request's, else the
 * only one there is. GitHub tells no other.
 */
function emailOf({ author, commits }: GhPullRequest): string | undefined {
  const login = author?.login.toLowerCase()
  const all = commits?.flatMap(({ authors }) => authors) ?? []
  const authors = all.filter(({ email }) => !isOfAssistant(email ?? ''))
  const own = authors.find((a) => a.email && a.login?.toLowerCase() === login)
  if (own?.email) return own.email
  const emails = new Set(authors.filter((a) => !a.login && a.email).map(({ email }) => email))
  return emails.size === 1 && authors.every((a) => !a.login)
    ? ([...emails][0] ?? undefined)
    : undefined
}

/** The commits, each with all who signed it, and the one that a squash made of them, which carries their trailers. */
const signedCommits = ({ commits, mergeCommit }: GhPullRequest) => [
  ...(commits ?? []).flatMap(({ message, authors }) => [
    { message },
    ...authors.map(({ email }) => ({ email })),
  ]),
  { message: mergeCommit?.message },
]

function firstCommit({ commits, createdAt }: GhPullRequest): string | undefined {
  const oldest = new Date(Date.parse(createdAt) - OLDEST_COMMIT).toISOString()
  const dates = commits?.map(({ authoredDate }) => authoredDate).filter((at) => at >= oldest)
  return dates && (dates.sort()[0] ?? createdAt)
}

/** The last time that a draft became ready before it was reviewed; undefined when it was reviewed as a draft. */
function readyAt({ timelineItems }: GhPullRequest, review: string | undefined): string | undefined {
  const times = timelineItems?.map(({ createdAt }) => createdAt).sort()
  return times?.findLast((at) => review === undefined || at <= review)
}

function reviewsOf(
  { reviews }: GhPullRequest,
  author: AccountRef,
): Pick<PullRequestFact, 'reviews' | 'first_review_at' | 'approved_at'> {
  const said = reviews?.flatMap(({ author, state: word, submittedAt }) => {
    const account = accountOf(author)
    const state = reviewStateOf(word)
    return account && state && submittedAt ? [{ account, submitted_at: submittedAt, state }] : []
  })
  const others = said
    ?.filter(
      ({ account }) =>
        !account.bot && account.username?.toLowerCase() !== author.username?.toLowerCase(),
    )
    .sort((a, b) => (a.submitted_at < b.submitted_at ? -1 : 1))
  return {
    reviews: said,
    first_review_at: others?.[0]?.submitted_at,
    approved_at: others?.find(({ state }) => state === 'approved')?.submitted_at,
  }
}

/** Undefined for a deleted account, which comes as null, as `app/` or without login. */
function accountOf(actor: z.infer<typeof Actor>): AccountRef | undefined {
  const username = actor?.login.replace(/^app\//, '').replace(/\[bot\]$/, '')
  if (!actor || !username) return undefined
  const bot = actor.is_bot || actor.__typename === 'Bot' || actor.login.endsWith('[bot]')
  return stated({ username, name: actor.name || undefined, bot: bot || undefined })
}

function listOf<T extends z.ZodType>(element: T) {
  return z.union([
    z.array(element),
    z.object({ nodes: z.array(element) }).transform(({ nodes }) => nodes),
  ])
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues
  return `The field ${issue?.path.join('.') || 'author'} of this pull request is missing or is not what GitHub writes.`
}
