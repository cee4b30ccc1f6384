import { onTestFinished } from 'vitest'
import { coder } from '../../../src/connectors/coder/coder.ts'
import type { Batch, Cursor } from '../../../src/connectors/connector.ts'
import { type ContextOptions, contextFor } from './context.ts'
import { type CoderOptions, startCoder } from './start.ts'

/** A fake that stops with the test, and runs of the connector against it, which read use from 10 August 2026. */
export async function given(options: CoderOptions = {}) {
  const fake = await startCoder(options)
  onTestFinished(fake.close)
  const run = (how: ContextOptions = {}, cursor: Cursor | null = null) => {
    const settings = { usage_from: '2026-08-10', ...how.settings }
    return collect(coder.sync(contextFor(fake, { ...how, settings }), cursor))
  }
  return { fake, run }
}

/** All batches of a run. */
export async function collect(run: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of run) batches.push(batch)
  return batches
}

type Told<Kind extends keyof Batch['facts']> = NonNullable<Batch['facts'][Kind]>[number]

/** All statements of one kind. */
export function facts<Kind extends keyof Batch['facts']>(batches: Batch[], kind: Kind) {
  return batches.flatMap((batch) => (batch.facts[kind] ?? []) as Told<Kind>[])
}

/** All days that are covered, of a tool or of no tool. */
export function covers(batches: Batch[], tool?: string) {
  return batches.flatMap((batch) => (batch.covers ?? []).filter((it) => it.tool === tool))
}

/** All that was left. */
export function left(batches: Batch[]) {
  return batches.flatMap((batch) => batch.left ?? [])
}

/** The codes of all that was left. */
export function codes(batches: Batch[]) {
  return left(batches).map(({ code }) => code)
}
