import * as z from 'zod'
import type { EventFact } from '../../model/index.ts'

/** The body of a notification that Coder sends to a webhook, as far as it is used. */
const Notification = z.object({
  payload: z.object({
    notification_name: z.string(),
    notification_template_id: z.string().optional(),
    labels: z.record(z.string(), z.string()).nullish(),
  }),
})

interface Template {
  /** By which Coder knows it, whatever language its name is in. */
  id: string
  title: string
  /** The event that it tells of. */
  name: string
  /** Label with the username of the person concerned. */
  subject: string
  /** Label with that person's full name. */
  full_name?: string
}

/** The notifications that tell of a person. */
const TEMPLATES: Template[] = [
  {
    id: '281fdf73-c6d6-4cbb-8ff5-888baf8a2fff',
    title: 'Workspace Created',
    name: 'workspace_created',
    subject: 'workspace_owner_username',
  },
  {
    id: 'd089fe7b-d5c5-4c0c-aaf5-689859f7d392',
    title: 'Workspace Manually Updated',
    name: 'workspace_updated',
    subject: 'workspace_owner_username',
  },
  {
    id: '4e19c0ac-94e1-4532-9515-d1801aa283b2',
    title: 'User account created',
    name: 'account_created',
    subject: 'created_account_name',
    full_name: 'created_account_user_name',
  },
  {
    id: 'b02ddd82-4733-4d02-a2d7-c36f3598997d',
    title: 'User account suspended',
    name: 'account_suspended',
    subject: 'suspended_account_name',
    full_name: 'suspended_account_user_name',
  },
  {
    id: '9f5af851-8408-4e73-a7a1-c6502ba46689',
    title: 'User account activated',
    name: 'account_activated',
    subject: 'activated_account_name',
    full_name: 'activated_account_user_name',
  },
]

/** Labels that are kept; who caused it and who was told of it are not. */
const KEPT = ['workspace', 'template', 'version', 'organization']

/**
 * The event that a notification tells of, booked on whom it is about, whom only its labels name: each administrator gets a
 * copy, and `user_*` is the reader of that copy. Copies have the same `external_id`, made of the event, the person, what it
 * was about and the day of UTC; the body has no time of its own, so `at` is when it came. Without an event, the reason.
 */
export function eventOf(
  body: unknown,
  at: Date,
): { event: EventFact } | { event: undefined; reason: string } {
  const parsed = Notification.safeParse(body)
  if (!parsed.success) return none('This is no notification of Coder.')
  const { notification_name: title, notification_template_id: id } = parsed.data.payload
  const labels = parsed.data.payload.labels ?? {}
  const template =
    TEMPLATES.find((it) => it.id === id) ?? TEMPLATES.find((it) => it.title === title)
  if (!template) return none(`Notifications named ${title} tell nothing that is counted.`)
  const username = labels[template.subject]
  if (!username) return none(`The labels of ${title} do not name whom it is about.`)
  if (labels.account_type === 'service') return none(`${username} is a service account, no person.`)
  const name = template.full_name ? labels[template.full_name] : undefined
  const kept = KEPT.flatMap((key) => (labels[key] ? [[key, labels[key]] as const] : []))
  const parts = [template.name, username.toLowerCase(), ...kept.map(([, value]) => value)]
  const event = {
    external_id: [...parts, at.toISOString().slice(0, 10)].join('/'),
    name: template.name,
    account: { username, ...(name ? { name } : {}) },
    at: at.toISOString(),
    details: Object.fromEntries(kept),
  }
  return { event }
}

function none(reason: string): { event: undefined; reason: string } {
  return { event: undefined, reason }
}
