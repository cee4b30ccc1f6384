import * as z from 'zod'
import { Id } from '../../model/index.ts'

/** A person by what they are called. */
export const UserRef = z.object({ id: Id, name: z.string(), email: z.string() })

/** A user as users.list has it: the documented fields in the documented order. */
export const User = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    github_username: z.string().nullable(),
    gitlab_username: z.string().nullable(),
    additional_github_username: z.string().nullable(),
    attributes: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .describe('Values that hold today; an attribute with several values is there several times.'),
    deleted_at: z.iso.datetime().nullable().describe('When the user was deactivated.'),
    roles: z.array(z.object({ name: z.string(), description: z.string() })),
  })
  .meta({ id: 'User' })

/** A user as the lookups by username have it. */
export const FoundUser = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    tz: z.string().nullable().describe('IANA time zone.'),
    slack_id: z.string().nullable().describe('Always null: Facet knows nothing of Slack.'),
  })
  .meta({ id: 'FoundUser' })

/** A team by what it is called. */
export const TeamRef = z.object({ id: Id, name: z.string() })
