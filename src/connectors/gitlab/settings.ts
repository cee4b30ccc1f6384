import * as z from 'zod'

/** What an administrator states of a group at GitLab. */
export const GitLabSettings = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://gitlab.com')
    .describe(
      'Address of GitLab: https://gitlab.com, or that of your own, with its path if it has one.',
    ),
  group: z
    .string()
    .regex(/^[^/\s]+(?:\/[^/\s]+)*$/, 'This is no path of a group.')
    .describe('Path of the group, such as acme or acme/engineering; its subgroups are read too.'),
  since: z.iso
    .date()
    .optional()
    .describe('First day of which anything is read; without it, 365 days before the first sync.'),
  production_environments: z
    .array(z.string())
    .default(['production', 'prod'])
    .describe('Names of the environments that are production.'),
})
export type GitLabSettings = z.output<typeof GitLabSettings>

/** An access token of the group or of a person. */
export const GitLabSecret = z.object({
  token: z.string().min(1).describe('Group access token, or personal access token.'),
})
export type GitLabSecret = z.output<typeof GitLabSecret>
