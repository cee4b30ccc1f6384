import { afterAll, beforeAll } from 'vitest'
import type { Context } from '../../../src/connectors/dx/settings.ts'
import type { HeldApp } from '../../app.ts'
import * as given from '../../given.ts'
import { type Fake, startFake } from '../misbehave.ts'
import { type CallerOptions, dxContext } from './start.ts'

/** A Facet that listens as DX does, for the test file that calls this, with what its callers need. */
export function servedAsDx(held: HeldApp) {
  const served = {} as { fake: Fake; token: string }
  beforeAll(async () => {
    served.fake = await startFake(held.app)
    served.token = await given.token(held.database)
  })
  afterAll(() => served.fake?.close())
  return {
    served,
    /** What the connector is given; it may do everything, unless it has another token. */
    context: (options: CallerOptions = {}): Context =>
      dxContext(served.fake, { token: served.token, ...options }),
    /** How often a method has been called so far. */
    calls: (method: string) => served.fake.seen.filter(({ path }) => path === `/${method}`).length,
  }
}
