import { type Fake, type Script, startFake } from '../misbehave.ts'
import { coderApp } from './app.ts'
import { madePeople } from './people.ts'
import { PROFILES, type Profile, type Version } from './profile.ts'
import { TOKENS } from './tokens.ts'
import { connected } from './usage.ts'
import type { World } from './world.ts'

export interface CoderOptions extends Partial<Omit<World, 'profile'>> {
  version?: Version
  /** What is different from that version. */
  profile?: Partial<Profile>
  /** People beside the nine traps; up to 20,000 are quick. */
  count?: number
  script?: Script
}

/** A running fake of Coder; changes of `world` hold from the next request on. */
export interface FakeCoder extends Fake {
  world: World
  tokens: typeof TOKENS
}

/** Starts a server that speaks as Coder does, by default of version v2.36 with 30 people on 20 August 2026. */
export async function startCoder(options: CoderOptions = {}): Promise<FakeCoder> {
  const { version = 'v2.36', profile, count = 30, script, ...rest } = options
  const now = rest.now ?? (() => new Date('2026-08-20T09:30:00Z'))
  const world: World = {
    profile: { ...PROFILES[version], ...profile },
    now,
    people: madePeople(count, now()),
    connected,
    insights: true,
    licensed: false,
    tasks: false,
    ...rest,
  }
  return { ...(await startFake(coderApp(world), script)), world, tokens: TOKENS }
}
