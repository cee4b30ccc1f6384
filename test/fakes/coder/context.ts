import type * as z from 'zod'
import { type Context, Settings } from '../../../src/connectors/coder/settings.ts'
import { type GuardOptions, guardedFetch } from '../../../src/connectors/guarded-fetch.ts'
import type { FakeCoder } from './start.ts'

export interface ContextOptions extends Partial<Pick<GuardOptions, 'timeout' | 'attempts'>> {
  token?: string
  time_zone?: string
  settings?: Partial<z.output<typeof Settings>>
  now?: () => Date
}

/** What the connector is given for this fake: the auditor's token, and a fetch that waits no time. */
export function contextFor(fake: FakeCoder, options: ContextOptions = {}): Context {
  const { token = fake.tokens.auditor, time_zone = 'Europe/Berlin', settings, now } = options
  const clock = now ?? fake.world.now
  return {
    settings: { ...Settings.parse({ url: fake.url }), ...settings },
    secret: { token },
    fetch: guardedFetch({ hosts: [fake.host], now: clock, wait: async () => {}, ...options }),
    now: clock,
    time_zone,
  }
}
