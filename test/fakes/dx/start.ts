import { type Context, Settings } from '../../../src/connectors/dx/settings.ts'
import { type GuardOptions, guardedFetch } from '../../../src/connectors/guarded-fetch.ts'
import { type Fake, type Script, startFake } from '../misbehave.ts'
import { dxApp } from './app.ts'
import { TOKENS, type World } from './world.ts'

/** A running fake of DX. */
export interface FakeDx extends Fake {
  world: World
}

/** Starts a server that speaks as DX does, of an empty workspace unless told what is in it. */
export async function startDx({
  script,
  ...rest
}: Partial<World> & { script?: Script } = {}): Promise<FakeDx> {
  const world: World = {
    users: [],
    attributes: [],
    groups: [],
    teams: [],
    tokens: TOKENS,
    ...rest,
  }
  return { ...(await startFake(dxApp(world), script)), world }
}

export interface CallerOptions
  extends Partial<Pick<GuardOptions, 'timeout' | 'attempts' | 'wait'>> {
  token?: string
  settings?: Partial<Context['settings']>
}

/** What the connector is given for a server: a token, and a fetch that waits no time. */
export function dxContext(
  { url, host }: Pick<Fake, 'url' | 'host'>,
  { token = 'organization', settings, ...guard }: CallerOptions = {},
): Context {
  const now = () => new Date('2026-03-02T12:00:00Z')
  return {
    settings: { ...Settings.parse({ url }), ...settings },
    secret: { token },
    fetch: guardedFetch({ hosts: [host], now, wait: async () => {}, ...guard }),
    now,
    time_zone: 'Europe/Berlin',
  }
}
