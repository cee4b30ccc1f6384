import { afterEach } from 'vitest'
import type { Batch, Cursor } from '../../../src/connectors/connector.ts'
import { dx } from '../../../src/connectors/dx/dx.ts'
import type { Script } from '../misbehave.ts'
import { type CallerOptions, dxContext, type FakeDx, startDx } from './start.ts'
import type { World } from './world.ts'

const started: FakeDx[] = []

/** For a test file that reads fakes of DX: how to begin one and read it; all are closed after each test. */
export function readingDx() {
  afterEach(() => Promise.all(started.splice(0).map((fake) => fake.close())))
  return async (world: Partial<World> & { script?: Script } = {}) => {
    const fake = await startDx(world)
    started.push(fake)
    const run = (how: CallerOptions = {}, cursor: Cursor | null = null) =>
      collect(dx.sync(dxContext(fake, how), cursor))
    return { fake, run }
  }
}

async function collect(run: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of run) batches.push(batch)
  return batches
}

export const lefts = (batches: Batch[]) => batches.flatMap(({ left }) => left ?? [])
export const codes = (batches: Batch[]) => lefts(batches).map(({ code }) => code)
export const peopleOf = (batches: Batch[]) => batches.flatMap(({ facts }) => facts.people ?? [])
export const teamsOf = (batches: Batch[]) => batches.flatMap(({ facts }) => facts.teams ?? [])
export const emails = (batches: Batch[]) => peopleOf(batches).map(({ email }) => email)
