import * as z from 'zod'
import { AppError } from './errors.ts'

const Environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'PostgreSQL to use, such as postgres://user@host/facet. Unset: the embedded database.',
    ),
  FACET_DATA: z
    .string()
    .default('./data')
    .describe('Folder of the embedded database and of the socket of the running server.'),
  FACET_HOST: z.string().default('127.0.0.1').describe('Address that the server listens on.'),
  FACET_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(4000)
    .describe('Port of the server.'),
  FACET_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Key by which the secrets of sources are encrypted, 16 characters or more. Unset: one is made and kept in FACET_DATA; with DATABASE_URL, sources need it.',
    ),
  FACET_URL: z.url().optional().describe('Server that the commands speak to; needs FACET_TOKEN.'),
  FACET_TOKEN: z.string().optional().describe('Token that the commands send to FACET_URL.'),
  OIDC_ISSUER: z
    .url()
    .refine(isSafe, 'it begins with https://; http:// is for this machine alone')
    .optional()
    .describe(
      'Identity provider that people sign in with, by its issuer, such as https://login.example.com/realms/main; needs OIDC_CLIENT_ID.',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('What the identity provider calls this server.'),
  OIDC_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('By what it knows this server. Unset: a public client.'),
  OIDC_NAME: z
    .string()
    .max(60)
    .default('single sign-on')
    .describe('Name of the identity provider on the button: “Sign in with …”.'),
  OIDC_GROUPS_CLAIM: z
    .string()
    .default('groups')
    .describe('Claim in which the identity provider tells the groups of a person.'),
  OIDC_ADMIN_GROUP: z
    .string()
    .optional()
    .describe('Group whose members are administrators from their next sign-in on.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Lowest level that is logged.'),
  NO_COLOR: z.string().optional().describe('Any value: no colours in the terminal.'),
})
export type Config = z.infer<typeof Environment>

const Complete = Environment.refine(
  ({ OIDC_ISSUER, OIDC_CLIENT_ID }) => !OIDC_ISSUER === !OIDC_CLIENT_ID,
  { path: ['OIDC_CLIENT_ID'], message: 'it goes with OIDC_ISSUER, and needs it' },
)

/** Each setting with its words: the documentation of the settings is read off this. */
export const settings = Environment.shape

/**
 * The settings, read and checked once, at the start; the only place that reads the environment.
 * Throws `invalid_config` that names every fault together. An empty variable counts as unset.
 */
// biome-ignore lint/style/noProcessEnv: this is the place
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Complete.safeParse(set)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new AppError('invalid_config', `Set these differently: ${faults.join('; ')}`)
}

/** What is sent unencrypted may not leave this machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
