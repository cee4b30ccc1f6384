import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kept } from '../../../test/fakes/github/connect.ts'
import { connect } from '../../../test/fakes/gitlab/connect.ts'
import {
  merged,
  minute,
  person,
  project,
  type World,
  world,
} from '../../../test/fakes/gitlab/world.ts'
import type { Mishap } from '../../../test/fakes/misbehave.ts'
import type { Batch, Cursor } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { gitlab } from './gitlab.ts'

const people = Array.from({ length: 120 }, (_, i) => person(`user-${i}`, i + 1))
const [ann = person('ann', 1)] = people

/** Lists of any length around the sizes of pages, with changes of the same time among them. */
const anyProject = fc.record({
  merges: fc.array(fc.nat(30), { maxLength: 30 }),
  deployments: fc.array(fc.nat(30), { maxLength: 130 }),
  pipelines: fc.array(fc.nat(30), { maxLength: 35 }),
})

const anyWorld = fc.array(anyProject, { minLength: 1, maxLength: 3 }).map(
  (projects): World =>
    world(
      projects.map(({ merges, deployments, pipelines }, p) =>
        project(
          p + 1,
          `acme/p${p}`,
          merges.map((at, i) => merged((p + 1) * 1000 + i, ann, at)),
          {
            deployments: deployments.map((at, i) => ({
              id: (p + 1) * 100_000 + i,
              status: 'success',
              sha: 'c',
              created_at: minute(at),
              updated_at: minute(at),
              user: ann,
              environment: { name: 'prod' },
            })),
            pipelines: pipelines.map((at, i) => ({
              id: (p + 1) * 1_000_000 + i,
              status: 'SUCCESS',
              ref: 'main',
              sha: 'c',
              createdAt: minute(at),
              updatedAt: minute(at),
              user: ann,
            })),
          },
        ),
      ),
      people,
    ),
)

type Connected = Awaited<ReturnType<typeof connect>>

async function read(
  { context }: Connected,
  cursor: Cursor | null,
  stop: (batches: Batch[]) => boolean = () => false,
): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of gitlab.sync(context, cursor)) {
    batches.push(JSON.parse(JSON.stringify(batch)))
    if (stop(batches)) break
  }
  return batches
}

test('a run that is killed after any batch and goes on from its cursor tells what a whole run tells, and asks for nothing twice', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, fc.nat(), async (acme, when) => {
      const whole = await connect(acme)
      const batches = await read(whole, null)
      const count = 1 + (when % batches.length)
      const halved = await connect(acme)
      const before = await read(halved, null, ({ length }) => length === count)
      const isOver = count === batches.length
      const after = isOver ? [] : await read(halved, before.at(-1)?.cursor ?? null)
      expect(kept([...before, ...after])).toEqual(kept(batches))
      expect(after.at(-1)?.cursor ?? before.at(-1)?.cursor).toEqual(batches.at(-1)?.cursor)
      expect(halved.fake.calls).toEqual(whole.fake.calls)
    }),
    { numRuns: 15 },
  )
})

/** Keeps what a run brings before it fails. */
const keepIn = (before: Batch[]) => (batches: Batch[]) => {
  before.splice(0, before.length, ...batches)
  return false
}

const mishap = fc.constantFrom<Mishap>(
  { kind: 'cut' },
  { kind: 'html' },
  { kind: 'limited', headers: { 'retry-after': '7200' } },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 500 },
)

test('whatever goes wrong, and for however long, the runs together tell what one whole run tells', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyWorld,
      mishap,
      fc.nat(60),
      fc.nat(40),
      async (acme, mishap, from, length) => {
        const whole = kept(await read(await connect(acme), null))
        const ill = await connect(acme)
        ill.server.script(() => {
          const count = ill.server.seen.length
          return count > from && count <= from + length ? mishap : undefined
        })
        const batches: Batch[] = []
        for (let run = 0; run < 60; run++) {
          const before: Batch[] = []
          const failed = await read(ill, batches.at(-1)?.cursor ?? null, keepIn(before)).then(
            () => undefined,
            (error: unknown) => error,
          )
          batches.push(...before)
          if (failed === undefined) break
          expect(failed).toBeInstanceOf(SourceError)
        }
        expect(batches.at(-1)?.cursor.began).toBeNull()
        expect(kept(batches)).toEqual(whole)
      },
    ),
    { numRuns: 15 },
  )
})

test('everything is told, each merge request, deployment and pipeline once', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (acme) => {
      const batches = await read(await connect(acme), null)
      const { mergeRequests, deployments, pipelines } = Object.assign(
        { mergeRequests: 0, deployments: 0, pipelines: 0 },
        ...(['mergeRequests', 'deployments', 'pipelines'] as const).map((key) => ({
          [key]: acme.projects.reduce((sum, each) => sum + each[key].length, 0),
        })),
      )
      const count = (key: keyof Batch['facts']) =>
        batches.reduce((sum, { facts }) => sum + (facts[key]?.length ?? 0), 0)
      expect(count('pull_requests')).toBe(mergeRequests)
      expect(count('deployments')).toBe(deployments)
      expect(count('pipeline_runs')).toBe(pipelines)
      expect(kept(batches).size).toBe(120 + mergeRequests + deployments + pipelines)
    }),
    { numRuns: 15 },
  )
})
