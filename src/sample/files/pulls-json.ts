import type { AccountRef, PullRequestFact } from '../../model/index.ts'

/** An array of pull requests of several repositories, as `gh pr list --json` prints them, one on a line. */
export function* pullsJson(pulls: Iterable<PullRequestFact>): Generator<string> {
  let before = '[\n'
  for (const pull of pulls) {
    yield `${before}${JSON.stringify(listed(pull))}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

function listed(pull: PullRequestFact) {
  return {
    additions: pull.additions,
    author: authorOf(pull.account),
    closedAt: pull.closed_at ?? null,
    commits: [{ authoredDate: pull.first_commit_at, authors: [committerOf(pull.account)] }],
    createdAt: pull.opened_at,
    deletions: pull.deletions,
    mergedAt: pull.merged_at ?? null,
    number: pull.number,
    reviews: pull.reviews?.map(({ account, state, submitted_at }) => ({
      author: { login: account.username },
      state: state.toUpperCase(),
      submittedAt: submitted_at,
    })),
    title: pull.title,
    url: `https://github.com/${pull.repo}/pull/${pull.number}`,
  }
}

/** The command writes the login of a program with `app/` before it, and says so besides. */
function authorOf({ username, name, bot }: AccountRef) {
  return bot ? { is_bot: true, login: `app/${username}` } : { is_bot: false, login: username, name }
}

function committerOf({ username, email, bot }: AccountRef) {
  return { email, login: bot ? `${username}[bot]` : username }
}
