import * as z from 'zod'
import type { PullRequestFact } from '../../model/index.ts'
import { authorshipOf } from '../authorship.ts'
import type { Left } from '../connector.ts'
import { glabMergeRequest } from '../files/glab-json.ts'
import { instantOf } from '../files/instants.ts'
import { type Statement, stated } from '../files/statement.ts'
import { writtenSize } from '../generated-path.ts'
import { present } from '../graphql-pages.ts'
import { isBefore, minutesBefore } from '../times.ts'
import { accountOf, User } from './account.ts'
import { type Note, reviewsIn } from './notes.ts'

/** A merge request in the list of a group. What it has beside goes to the reader of files. */
export const MergeRequest = z.looseObject({
  id: z.number(),
  iid: z.number().int(),
  project_id: z.number(),
  web_url: z.string(),
  updated_at: z.string(),
  author: User,
})
export type MergeRequest = z.infer<typeof MergeRequest>

/** Commits and changed files of a merge request; null where GitLab does not have them (any more). */
export const Details = z.object({
  diffStats: z
    .array(z.object({ path: z.string(), additions: z.number(), deletions: z.number() }))
    .nullish(),
  commits: z
    .object({
      nodes: z.array(
        z
          .object({
            authoredDate: z.string().nullish(),
            authorEmail: z.string().nullish(),
            message: z.string().nullish(),
            author: z.object({ username: z.string() }).nullish(),
          })
          .nullable(),
      ),
    })
    .nullish(),
})
export type Details = z.infer<typeof Details>

/** Minutes of 30 days: an older commit does not begin a merge request. */
const OLDEST_COMMIT = 30 * 24 * 60

/** What is read beside the list: undefined where GitLab refuses it. `addressed` have an address that does not come from commits. */
interface Beside {
  details: Details | undefined
  notes: Note[] | undefined
  addressed?: string[]
}

/** The fact of a merge request; without notes or details the fields that they tell stay unknown. */
export function mergeRequestOf(
  merge: MergeRequest,
  { details, notes, addressed = [] }: Beside,
): { fact?: PullRequestFact; left: Left[] } {
  const statement = glabMergeRequest(merge as Parameters<typeof glabMergeRequest>[0]) as
    | Exclude<Statement, { fact: unknown }>
    | { fact: PullRequestFact }
  if ('fault' in statement) return { left: [{ about: merge.web_url, ...statement.fault }] }
  const account = accountOf(merge.author)
  if (!account)
    return {
      left: [
        {
          about: merge.web_url,
          code: 'missing_username',
          message: 'The account of the author is deleted at GitLab.',
        },
      ],
    }
  const { fact } = statement
  const isAddressed = addressed.includes(account.username ?? '')
  const email = details && !isAddressed ? emailIn(details, account.username) : undefined
  return {
    fact: stated({
      ...fact,
      account: stated({ ...account, email }),
      authorship: authorshipOf(account, details ? signedCommits(details) : []),
      first_commit_at: details && firstCommit(details, fact.opened_at),
      ...(notes && reviewsIn(notes, account)),
      ...sizeOf(details),
    }),
    left: [],
  }
}

const signedCommits = ({ commits }: Details) =>
  present(commits?.nodes ?? []).map(({ message, authorEmail }) => ({ message, email: authorEmail }))

function sizeOf(details: Details | undefined) {
  const files = details?.diffStats
  if (!files) return {}
  const sum = (key: 'additions' | 'deletions') => files.reduce((all, file) => all + file[key], 0)
  return writtenSize(
    { additions: sum('additions'), deletions: sum('deletions'), changed_files: files.length },
    files,
  )
}

/** The earliest date of an author that is at most 30 days older than the merge request, else its opening. */
function firstCommit({ commits }: Details, opened_at: string): string | undefined {
  if (!commits) return undefined
  const oldest = minutesBefore(opened_at, OLDEST_COMMIT)
  const dates = present(commits.nodes)
    .flatMap(({ authoredDate }) => instantOf(authoredDate ?? '') ?? [])
    .filter((at) => !isBefore(at, oldest))
  return dates.sort()[0] ?? opened_at
}

/** The address under which the author commits, unless GitLab made it up. */
function emailIn({ commits }: Details, username: string | undefined): string | undefined {
  const own = present(commits?.nodes ?? []).find((commit) => commit.author?.username === username)
  const email = own?.authorEmail
  return email && !/@users\.noreply\./i.test(email) ? email : undefined
}
