import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connect, kept } from '../../../test/fakes/github/connect.ts'
import {
  type FakeRepository,
  merged,
  minute,
  person,
  repository,
  type World,
  world,
} from '../../../test/fakes/github/world.ts'
import type { Mishap } from '../../../test/fakes/misbehave.ts'
import type { Batch, Cursor } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { github } from './github.ts'

const people = Array.from({ length: 120 }, (_, i) => person(`user-${i}`, i + 1))
const [ann = person('ann', 1)] = people

/** Repositories of any size around the sizes of pages, with changes of the same second among them. */
const anyRepository = fc
  .record({
    pulls: fc.array(fc.nat(400), { maxLength: 60 }),
    deployments: fc.array(fc.nat(400), { maxLength: 60 }),
    runs: fc.array(fc.nat(400), { maxLength: 60 }),
    attempts: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ pulls, deployments, runs, attempts }) =>
      (name: string): FakeRepository =>
        repository(
          name,
          pulls.map((at, i) => merged(i + 1, ann, at)),
          {
            deployments: deployments.map((at, i) => ({
              id: `${name}-D${String(i).padStart(3, '0')}`,
              environment: 'prod',
              createdAt: minute(at),
              statuses: [{ state: 'SUCCESS', createdAt: minute(at + 1) }],
            })),
            runs: runs.map((at, i) => ({
              id: Number(name.slice(1)) * 1000 + i,
              name: 'ci',
              head_sha: 'c',
              created_at: minute(at),
              attempts: Array.from({ length: i % 10 === 0 ? attempts : 1 }, () => ({
                conclusion: 'success',
                started_at: minute(at),
                updated_at: minute(at + 2),
              })),
              actor: ann,
            })),
          },
        ),
  )

const anyWorld = fc.array(anyRepository, { minLength: 1, maxLength: 3 }).map(
  (repositories): World =>
    world(
      repositories.map((make, i) => make(`r${i}`)),
      { members: people, teams: [{ id: 'T', name: 'T', members: people }] },
    ),
)

type Connected = Awaited<ReturnType<typeof connect>>

/** Batches of a run until it ends or `stop` says so. */
async function read(
  { context }: Connected,
  cursor: Cursor | null,
  stop: (batches: Batch[]) => boolean = () => false,
): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of github.sync(context, cursor)) {
    batches.push(JSON.parse(JSON.stringify(batch)))
    if (stop(batches)) break
  }
  return batches
}

const options = { numRuns: 15 }

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
    options,
  )
})

/** Keeps what a run brings before it fails. */
const keepIn = (before: Batch[]) => (batches: Batch[]) => {
  before.splice(0, before.length, ...batches)
  return false
}

/** A page of 50 runs of which five have two earlier attempts. */
const MOST_CALLS_OF_A_BATCH = 11

test('a run that is killed in the middle of a call repeats the calls of one batch at most', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, fc.nat(), async (acme, when) => {
      const whole = await connect(acme)
      const batches = await read(whole, null)
      const count = when % whole.fake.calls.length
      const killed = await connect(acme)
      killed.server.script(() =>
        killed.fake.calls.length >= count ? { kind: 'status', status: 418 } : undefined,
      )
      const before: Batch[] = []
      await expect(read(killed, null, keepIn(before))).rejects.toThrow()
      killed.server.script(() => undefined)
      const after = await read(killed, before.at(-1)?.cursor ?? null)
      expect(kept([...before, ...after])).toEqual(kept(batches))
      const repeated = killed.fake.calls.length - whole.fake.calls.length
      expect(repeated).toBeLessThanOrEqual(MOST_CALLS_OF_A_BATCH)
    }),
    options,
  )
})

const mishap = fc.constantFrom<Mishap>(
  { kind: 'cut' },
  { kind: 'html' },
  { kind: 'limited', headers: { 'retry-after': '7200' } },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 403, body: '{"message":"You have exceeded a secondary rate limit"}' },
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
    options,
  )
})

test('whatever changes while runs go on is told when the next has ended', async () => {
  const change = fc.record({ after: fc.nat(20), repository: fc.nat(2), pull: fc.nat(59) })
  await fc.assert(
    fc.asyncProperty(anyWorld, fc.array(change, { maxLength: 30 }), async (acme, changes) => {
      const connected = await connect(acme)
      let clock = 500
      const first = await read(connected, null, (batches) => {
        for (const { repository, pull } of changes.filter(
          ({ after }) => after === batches.length,
        )) {
          const changed = acme.repositories[repository]?.pullRequests[pull]
          if (changed) Object.assign(changed, { title: 'Changed', updatedAt: minute(++clock) })
        }
        return false
      })
      const second = await read(connected, first.at(-1)?.cursor ?? null)
      const facts = kept([...first, ...second])
      for (const { name, pullRequests } of acme.repositories)
        for (const { number, title } of pullRequests)
          expect(facts.get(`acme/${name}#${number}`)).toMatchObject({ title })
    }),
    options,
  )
})
