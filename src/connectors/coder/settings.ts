import * as z from 'zod'
import type { SourceContext } from '../connector.ts'

/** What an administrator states of a Coder server. */
export const Settings = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'An address such as https://coder.example.com.' })
    .refine((url) => !URL.parse(url)?.username && !URL.parse(url)?.password, {
      error: 'An address without user name and password.',
    })
    .describe('Address of the server, as people open it in the browser.'),
  usage_from: z.iso
    .date()
    .optional()
    .describe('First day of use to read; a year ago, if absent. Coder keeps them for ever.'),
  workspaces: z
    .boolean()
    .default(false)
    .describe('Read starts of workspaces too; this needs the role Template Admin.'),
  groups: z.boolean().default(false).describe('Read groups as teams; Coder has them with Premium.'),
})

/** What is kept encrypted of a Coder server. */
export const Secret = z.object({
  token: z.string().trim().min(1).describe('A token of a user with the role Auditor.'),
})

export type Context = SourceContext<z.output<typeof Settings>, z.output<typeof Secret>>

/** The address of the API, whether or not the path of it was pasted too. */
export function apiOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/(\/api(\/v2)?)?\/*$/, '/api/v2')
}
