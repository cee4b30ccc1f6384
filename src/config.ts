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
  FACET_URL: z.url().optional().describe('Server that the commands speak to; needs FACET_TOKEN.'),
  FACET_TOKEN: z.string().optional().describe('Token that the commands send to FACET_URL.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Lowest level that is logged.'),
  NO_COLOR: z.string().optional().describe('Any value: no colours in the terminal.'),
})
export type Config = z.infer<typeof Environment>

/** Each setting with its words: the documentation of the settings is read off this. */
export const settings = Environment.shape

/**
 * The settings, read and checked once, at the start; the only place that reads the environment.
 * Throws `invalid_config` that names every fault together. An empty variable counts as unset.
 */
// biome-ignore lint/style/noProcessEnv: this is the place
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new AppError('invalid_config', `Set these differently: ${faults.join('; ')}`)
}
