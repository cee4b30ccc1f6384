/** What is entered at a source so that it tells of itself. */
export interface HookWords {
  /** What comes sooner by it. */
  brings: string
  /** Whether the token is entered as a secret of its own. */
  secret: boolean
  /** What to do there, in order. */
  steps: string[]
}

/** By the kind of source; a kind that is absent tells nothing by itself. */
export const HOOKS: Readonly<Record<string, HookWords>> = {
  coder: {
    brings:
      'Coder tells when a workspace was created or updated by hand, and when an account was created, suspended or activated.',
    secret: false,
    steps: [
      'On the server of Coder, set CODER_NOTIFICATIONS_WEBHOOK_ENDPOINT to the address, and start it again.',
      'In Coder, under Admin settings, Deployment, Notifications, let these be delivered by webhook: Workspace Created, Workspace Manually Updated, User account created, User account suspended, User account activated.',
    ],
  },
  github: {
    brings:
      'GitHub tells of pull requests, reviews, deployments and workflow runs as they happen. The schedule still reads all.',
    secret: true,
    steps: [
      'In the settings of the organization at GitHub, open Webhooks and add one.',
      'Enter the address as payload URL, choose application/json as content type, and enter the secret.',
      'Choose individual events: pull requests, pull request reviews, deployment statuses, workflow runs.',
    ],
  },
  gitlab: {
    brings:
      'GitLab tells of merge requests, comments, pipelines and deployments as they happen. The schedule still reads all.',
    secret: true,
    steps: [
      'In the settings of the group (or of each project) at GitLab, open Webhooks and add one.',
      'Enter the address as URL, and the secret as secret token.',
      'Choose as triggers: merge request events, comments, pipeline events, deployment events.',
    ],
  },
}
