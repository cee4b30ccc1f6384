import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { dxContext, startDx } from '../../../test/fakes/dx/start.ts'
import { connect as connectGitHub, NOW } from '../../../test/fakes/github/connect.ts'
import { connect as connectGitLab } from '../../../test/fakes/gitlab/connect.ts'
import { contents } from '../../../test/fakes/killing/contents.ts'
import { openPlace, type Place } from '../../../test/fakes/killing/place.ts'
import { free, readInProcess } from '../../../test/fakes/killing/process.ts'
import { dxWorld, githubWorld, gitlabWorld } from '../../../test/fakes/killing/worlds.ts'
import type { Fake } from '../../../test/fakes/misbehave.ts'
import { givenSource } from '../../../test/source.ts'
import type { SourceContext } from '../../connectors/connector.ts'
import { connectorOf } from '../../connectors/registry.ts'
import { random } from '../../stats/random.ts'

/** Children to be killed, of each kind of source. The embedded database takes seconds to open, each time. */
const KILLS = { postgres: 5, pglite: 1 }

/** Milliseconds after a call within which what came of it is kept, more or less. */
const KEEPING = 20

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-sync-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Source {
  kind: string
  server: Fake
  context: SourceContext<object, unknown>
}

const SOURCES: [string, () => Promise<Source>][] = [
  ['GitHub', async () => ({ kind: 'github', ...(await connectGitHub(githubWorld())) })],
  ['GitLab', async () => ({ kind: 'gitlab', ...(await connectGitLab(gitlabWorld())) })],
  ['DX', connectDx],
]

// what a kill does to the embedded database does not hang on what was read
const KILLED = inject('database') === 'postgres' ? SOURCES : SOURCES.slice(0, 1)

test.each(KILLED)(
  'a run over %s that is killed anywhere, again and again, brings what an undisturbed one does',
  {
    timeout: 300_000,
  },
  async (_, connect) => {
    const source = await connect()
    const pages = await callsByPage(source)
    const wanted = await undisturbed(source)
    const place = await openPlace(folder, `${source.kind}-killed`)
    const { killed, found, last, kept } = await disturbed(source, place, pages)
    await place.dispose()
    expect(killed).toBe(KILLS[inject('database')])
    expect(found).toEqual(wanted)
    expect(last).toBeLessThanOrEqual(sum(pages) - kept)
  },
)

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

async function connectDx(): Promise<Source> {
  const server = await startDx(dxWorld())
  return { kind: 'dx', server, context: dxContext(server) }
}

/** How often a source has been asked for a page. The tree of teams at DX is none: a run asks for it to find its place. */
const asked = ({ seen }: Fake) => seen.filter(({ path }) => path !== '/teams.list').length

/** How many calls each batch takes, which is what a kill may waste. */
async function callsByPage({ kind, server, context }: Source): Promise<number[]> {
  const counts: number[] = []
  for await (const _ of connectorOf(kind).sync(context, null))
    counts.push(asked(server) - sum(counts))
  return counts
}

const given = ({ kind, context }: Source, place: Place) =>
  place.look((database) =>
    givenSource(database, {
      kind,
      name: kind,
      settings: { ...context.settings },
      secret: context.secret,
    }),
  )

/** What one process brings. */
async function undisturbed(source: Source) {
  const place = await openPlace(folder, `${source.kind}-whole`)
  const source_id = await given(source, place)
  await readInProcess(place, { source_id, now: NOW.toISOString() })
  return place.look(contents).finally(() => place.dispose())
}

/**
 * What processes bring of which each but the last is killed: while it waits for a call, or soon after its answer; with the
 * calls of the last one, and how many need not be made again by then.
 */
async function disturbed(source: Source, place: Place, pages: readonly number[]) {
  const { server } = source
  const { int } = random(11)
  const source_id = await given(source, place)
  const moments = Array.from({ length: KILLS[inject('database')] }, () => 1 + int(sum(pages) - 3))
  server.seen.length = 0
  let [killed, kept, last] = [0, 0, 0]
  for (const moment of [...moments.sort((a, b) => a - b), Infinity]) {
    const before = asked(server)
    const ended = await killedAt(moment, source, place, source_id)
    last = asked(server) - before
    if (!ended.killed) break
    killed++
    kept = keptAfter(kept + last, pages)
    await place.look((database) => free(database, source_id))
  }
  return { killed, kept, last, found: await place.look(contents) }
}

const { uniform } = random(12)

/** Runs until the source has been asked so often: not until the answer, or for a moment more. */
function killedAt(moment: number, { server }: Source, place: Place, source_id: number) {
  const waits = uniform() < 0.5
  const after = uniform() * KEEPING
  return readInProcess(place, { source_id, now: NOW.toISOString() }, (kill) => {
    server.script(() => {
      if (asked(server) < moment) return undefined
      setTimeout(kill, waits ? 0 : after)
      return waits ? { kind: 'slow' } : undefined
    })
    return () => server.script(() => undefined)
  })
}

/** Of so many calls those of the pages that must have been kept: all but the last page, be it read to its end or not. */
function keptAfter(calls: number, pages: readonly number[]): number {
  let kept = 0
  for (const page of pages) {
    if (kept + page >= calls) break
    kept += page
  }
  return kept
}
