import * as z from 'zod'
import type { AccountRef, PullRequestFact } from '../../model/index.ts'
import { authorshipOf, isOfAssistant } from '../authorship.ts'
import type { Left } from '../connector.ts'
import { ghPullRequest } from '../files/gh-json.ts'
import { type Statement, stated } from '../files/statement.ts'
import { writtenSize } from '../generated-path.ts'
import { present } from '../graphql-pages.ts'
import { Actor, accountOf } from './actor.ts'
import { domainOf } from './members.ts'

const nodes = <Shape extends z.ZodType>(shape: Shape) =>
  z.object({ nodes: z.array(shape.nullable()) }).nullish()

const Review = z.object({ state: z.string(), submittedAt: z.string().nullish(), author: Actor })

/** A pull request as our query asks for it. What lies behind `nullish` is missing when GitHub could not read it. */
export const PullRequestNode = z.object({
  number: z.number().int(),
  url: z.string(),
  title: z.string(),
  isDraft: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  mergedAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  baseRefName: z.string(),
  headRefName: z.string(),
  author: Actor,
  additions: z.number().int().optional(),
  deletions: z.number().int().optional(),
  changedFiles: z.number().int().optional(),
  mergeCommit: z.object({ oid: z.string(), message: z.string().nullish() }).nullish(),
  commits: nodes(
    z.object({
      commit: z.object({
        authoredDate: z.string(),
        message: z.string().nullish(),
        author: z
          .object({
            email: z.string().nullish(),
            user: z.object({ login: z.string() }).nullish(),
          })
          .nullish(),
      }),
    }),
  ),
  timelineItems: nodes(z.object({ createdAt: z.string() })),
  reviews: z.object({ totalCount: z.number().int(), nodes: z.array(Review.nullable()) }).nullish(),
  comments: nodes(z.object({ createdAt: z.string(), author: Actor })),
  files: nodes(
    z.object({ path: z.string(), additions: z.number().int(), deletions: z.number().int() }),
  ),
})
export type PullRequestNode = z.infer<typeof PullRequestNode>

const NO_REPLY = /@users\.noreply\.github\.com$|@noreply\.github\.com$/i

/**
 * The fact of a pull request, and what could not be told of it. The first review is the first review or comment by
 * somebody else who is no bot; lines of generated files do not count. The author has the address of the commits, if it is in
 * one of these domains: where members have addresses, another address of the same person would only contradict them.
 */
export function pullRequestOf(
  node: PullRequestNode,
  repository: string,
  domains: string[] = [],
): { fact?: PullRequestFact; left: Left[] } {
  const about = `${repository}#${node.number}`
  const said = statementOf(node, { reviews: reviewsOf(node), domains })
  if ('fault' in said) return { left: [{ about, ...said.fault }] }
  const talked = statementOf(node, {
    reviews: [...(reviewsOf(node) ?? []), ...commentsOf(node)],
    domains,
  })
  const times = 'fact' in talked ? talked.fact : said.fact
  const fact: PullRequestFact = {
    ...said.fact,
    first_review_at: times.first_review_at,
    ready_at: times.ready_at,
    merge_commit: said.fact.merged_at === undefined ? undefined : node.mergeCommit?.oid,
    authorship: authorshipOf(said.fact.account, signedCommits(node)),
    ...sizeOf(node),
  }
  return { fact: stated(identified(fact, node)), left: cutOff(node, about) }
}

type PullRequestStatement = Exclude<Statement, { fact: unknown }> | { fact: PullRequestFact }

function statementOf(
  node: PullRequestNode,
  { reviews, domains }: { reviews: z.infer<typeof Review>[] | undefined; domains: string[] },
): PullRequestStatement {
  return ghPullRequest({
    ...node,
    reviews,
    timelineItems: node.timelineItems ? present(node.timelineItems.nodes) : undefined,
    commits: node.commits
      ? present(node.commits.nodes).map((it) => commitOf(it, domains))
      : undefined,
  } as Parameters<typeof ghPullRequest>[0]) as PullRequestStatement
}

const reviewsOf = ({ reviews }: PullRequestNode) => reviews?.nodes && present(reviews.nodes)

const commentsOf = ({ comments }: PullRequestNode) =>
  present(comments?.nodes ?? []).map(({ createdAt, author }) => ({
    state: 'COMMENTED',
    submittedAt: createdAt,
    author,
  }))

/** A commit as the reader of files has it: with its authors, by whose address an account is linked to a person. */
function commitOf(
  { commit }: { commit: { authoredDate: string; author?: CommitAuthor } },
  domains: string[],
) {
  const email = commit.author?.email
  const known = email && !NO_REPLY.test(email) && !isOfAssistant(email) && isIn(domains, email)
  return {
    authoredDate: commit.authoredDate,
    authors: known ? [{ email, login: commit.author?.user?.login }] : [],
  }
}

/** The commits and the one that a squash made of them, which carries their trailers. */
const signedCommits = ({ commits, mergeCommit }: PullRequestNode) => [
  ...present(commits?.nodes ?? []).map(({ commit: { message, author } }) => ({
    message,
    email: author?.email,
  })),
  { message: mergeCommit?.message },
]

const isIn = (domains: string[], email: string): boolean =>
  domains.length === 0 || domains.includes(domainOf(email) ?? '')

type CommitAuthor = { email?: string | null; user?: { login: string } | null } | null | undefined

function sizeOf({ additions, deletions, changedFiles, files }: PullRequestNode) {
  if (additions === undefined || deletions === undefined || changedFiles === undefined) return {}
  return writtenSize(
    { additions, deletions, changed_files: changedFiles },
    present(files?.nodes ?? []),
  )
}

/** The same fact, whose accounts bear the ids of GitHub: a login may change, an id does not. */
function identified(fact: PullRequestFact, node: PullRequestNode): PullRequestFact {
  const ids = new Map(
    [node.author, ...(reviewsOf(node) ?? []).map(({ author }) => author)].flatMap((actor) => {
      const account = accountOf(actor)
      return account?.username && account.external_id
        ? [[account.username, account.external_id]]
        : []
    }),
  )
  const withId = (account: AccountRef): AccountRef =>
    stated({ ...account, external_id: ids.get(account.username ?? '') })
  return {
    ...fact,
    account: withId(fact.account),
    reviews: fact.reviews?.map((review) => ({ ...review, account: withId(review.account) })),
  }
}

/** What a list in the answer was too short for. */
function cutOff({ reviews, files, changedFiles = 0 }: PullRequestNode, about: string): Left[] {
  const left: Left[] = []
  if (reviews && reviews.totalCount > reviews.nodes.length)
    left.push({
      about,
      code: 'many_reviews',
      message: `The first ${reviews.nodes.length} of ${reviews.totalCount} reviews were read.`,
    })
  if (files && changedFiles > files.nodes.length)
    left.push({
      about,
      code: 'many_files',
      message: `The first ${files.nodes.length} of ${changedFiles} files were looked at for generated ones; the others count as written by hand.`,
    })
  return left
}
