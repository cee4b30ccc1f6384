import * as z from 'zod'
import type { SourceContext } from '../connector.ts'

/** What an administrator states of a workspace at DX. */
export const Settings = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'An address such as https://api.getdx.com.' })
    .refine((url) => !URL.parse(url)?.username && !URL.parse(url)?.password, {
      error: 'An address without user name and password.',
    })
    .default('https://api.getdx.com')
    .describe('Address of the Web API; https://api.NAME.getdx.io for a dedicated workspace.'),
  attributes: z
    .array(z.string().trim().min(1))
    .optional()
    .describe(
      'Names of the attributes that are read; without them, all but hidden and privileged ones.',
    ),
  roles: z
    .boolean()
    .default(false)
    .describe('Read roles too. Those that Facet knows give the same rights here.'),
})

/** What is kept encrypted of a workspace at DX. */
export const Secret = z.object({
  token: z
    .string()
    .trim()
    .min(1)
    .describe('A token of the organization, or a personal one, with the scope users:read.'),
})

export type Context = SourceContext<z.output<typeof Settings>, z.output<typeof Secret>>

/** What a call needs: a context, without what only a sync knows. */
export type Caller = Pick<Context, 'settings' | 'secret' | 'fetch'>

/**
 * The address of the Web API, without a slash at its end. The one that people know from their browser is completed:
 * `https://app.getdx.com`, and `https://NAME.getdx.io` of a dedicated workspace.
 */
export function apiOf(url: string): string {
  const { origin, hostname, pathname } = new URL(url)
  if (hostname === 'app.getdx.com' || hostname === 'getdx.com') return 'https://api.getdx.com'
  if (/^[^.]+\.getdx\.io$/.test(hostname)) return `https://api.${hostname}`
  return origin + pathname.replace(/\/+$/, '')
}
