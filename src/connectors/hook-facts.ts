import { eventOf } from './coder/notification.ts'
import type { Batch } from './connector.ts'
import { GitHubSettings } from './github/settings.ts'
import { factsOf as factsOfGitHub, isSigned } from './github/webhooks.ts'
import { GitLabSettings } from './gitlab/settings.ts'
import { factsOf as factsOfGitLab, isFromGitLab } from './gitlab/webhooks.ts'

/** What a source sent by itself. */
export interface Delivery {
  headers: Headers
  body: Buffer
  /** The secret of the webhook. */
  secret: string
  settings: unknown
  now: Date
}

/**
 * The facts of a delivery, by the kind of its source; none where it tells nothing that is counted. Undefined: it is not the
 * source's own, or sources of this kind tell nothing by themselves.
 */
export function hookFacts(kind: string, delivery: Delivery): Batch['facts'] | undefined {
  return READERS[kind]?.(delivery)
}

const READERS: Record<string, (delivery: Delivery) => Batch['facts'] | undefined> = {
  coder: ({ body, now }) => {
    const { event } = eventOf(jsonOf(body), now)
    return event ? { events: [event] } : {}
  },
  github: ({ headers, body, secret, settings }) => {
    if (!isSigned(secret, body, headers.get('x-hub-signature-256'))) return undefined
    const event = headers.get('x-github-event') ?? ''
    return factsOfGitHub(event, jsonOf(body), GitHubSettings.parse(settings))
  },
  gitlab: ({ headers, body, secret, settings }) => {
    if (!isFromGitLab(secret, headers.get('x-gitlab-token'))) return undefined
    return factsOfGitLab(jsonOf(body), GitLabSettings.parse(settings))
  },
}

/** What is no JSON tells nothing. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
