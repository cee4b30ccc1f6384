import * as z from 'zod'

/** What an administrator states of an organisation at GitHub. */
export const GitHubSettings = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://api.github.com')
    .describe(
      'Address of the API: https://api.github.com, or https://HOST/api/v3 of GitHub Enterprise.',
    ),
  organization: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/, 'This is no name of an organisation.')
    .describe('Name of the organisation, as in its address.'),
  since: z.iso
    .date()
    .optional()
    .describe('First day of which anything is read; without it, 365 days before the first sync.'),
  repositories: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Names of the repositories that are read; without them, all that are visible.'),
  production_environments: z
    .array(z.string())
    .default(['production', 'prod'])
    .describe('Names of the environments that are production.'),
})
export type GitHubSettings = z.output<typeof GitHubSettings>

/** A token of a person or a machine account, or the key of a GitHub App with the number of its installation. */
export const GitHubSecret = z.union([
  z.object({ token: z.string().min(1).describe('Personal access token.') }),
  z.object({
    app_id: z.coerce.string().describe('Number of the GitHub App.'),
    private_key: z.string().describe('Private key of the App, in PEM.'),
    installation_id: z.coerce.number().int().describe('Number of the installation.'),
  }),
])
export type GitHubSecret = z.output<typeof GitHubSecret>

/**
 * The address of the REST API, without a slash at its end. An address that people know from their browser is completed:
 * `https://github.com`, `https://NAME.ghe.com` and `https://HOST` of GitHub Enterprise Server.
 */
export function apiUrl({ url }: Pick<GitHubSettings, 'url'>): string {
  const { origin, host, pathname, protocol } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  if (host === 'github.com' || host === 'www.github.com') return 'https://api.github.com'
  if (host.endsWith('.ghe.com') && !host.startsWith('api.')) return `${protocol}//api.${host}`
  if (path !== '' || host.startsWith('api.')) return origin + path
  return `${origin}/api/v3`
}

/** The address of the GraphQL API that belongs to one of the REST API: `/api/graphql` beside `/api/v3`, else `/graphql`. */
export const graphqlUrl = (rest: string): string => `${rest.replace(/\/v3$/, '')}/graphql`
