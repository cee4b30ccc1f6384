import type { AccountRef, PullRequestFact } from '../model/index.ts'

/** Accounts under which agents open pull requests by themselves; a person may bear the name of one, an app may not. */
const AGENTS = new Set([
  'anthropic-code-agent',
  'chatgpt-codex-connector',
  'claude',
  'copilot',
  'copilot-swe-agent',
  'cursor',
  'devin-ai-integration',
  'google-labs-jules',
  'openai-code-agent',
])

/** Addresses with which assistants sign commits. */
const ADDRESSES = new Set([
  'aider@aider.chat',
  'amp@ampcode.com',
  'copilot@github.com',
  'cursoragent@cursor.com',
  'noreply@aider.chat',
  'noreply@anthropic.com',
  'noreply@openai.com',
])

/** What GitHub makes up for an account: its number, its name and, of an app, `[bot]`. */
const MADE_UP = /^\d+\+(.+)@users\.noreply\.github\.com$/

const TRAILER = /^co-authored-by:[^<\n]*<([^>\n]+)>[ \t]*\r?$/gim

/** A commit as far as it tells who wrote it. Its message is looked through for trailers, and not kept. */
export interface SignedCommit {
  message?: string | null
  email?: string | null
}

/**
 * Who wrote a pull request, where that is certain: an agent by itself, under whose account it was opened; or a person with an
 * assistant that a commit names as author or in a trailer `Co-authored-by`. Undefined, which is unknown, for all others: not every
 * assistant signs, so nothing proves that a person wrote it alone.
 */
export function authorshipOf(
  author: AccountRef,
  commits: readonly SignedCommit[],
): PullRequestFact['authorship'] {
  if (author.bot) return AGENTS.has(author.username?.toLowerCase() ?? '') ? 'agent' : undefined
  return commits.some(isAssisted) ? 'assisted' : undefined
}

function isAssisted({ message, email }: SignedCommit): boolean {
  const trailers = [...(message ?? '').matchAll(TRAILER)].map(([, address = '']) => address)
  return [email ?? '', ...trailers].some(isOfAssistant)
}

/** Whether an assistant signs commits with this address, which then is nobody's. */
export function isOfAssistant(address: string): boolean {
  const [, name] = MADE_UP.exec(address.trim().toLowerCase()) ?? []
  if (name === undefined) return ADDRESSES.has(address.trim().toLowerCase())
  // GitHub gives Copilot this name without the mark of an app
  return name === 'copilot' || (name.endsWith('[bot]') && AGENTS.has(name.slice(0, -5)))
}
