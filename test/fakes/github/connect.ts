import { onTestFinished } from 'vitest'
import type { Batch } from '../../../src/connectors/connector.ts'
import type { GitHubContext } from '../../../src/connectors/github/client.ts'
import { type GitHubSecret, GitHubSettings } from '../../../src/connectors/github/settings.ts'
import { guardedFetch } from '../../../src/connectors/guarded-fetch.ts'
import { type Fake, startFake } from '../misbehave.ts'
import { type FakeGitHub, fakeGitHub, TOKEN } from './github.ts'
import type { World } from './world.ts'

/** A connector beside the fake that it reads. */
export interface Connected {
  fake: FakeGitHub
  server: Fake
  context: GitHubContext
}

/** The day on which the tests of GitHub happen. */
export const NOW = new Date('2026-06-01T12:00:00Z')

/** Starts a fake until the test ends, and gives what a sync of it needs; waiting takes no time. */
export async function connect(
  world: World,
  {
    secret = { token: TOKEN },
    ...settings
  }: Partial<GitHubSettings> & { secret?: GitHubSecret } = {},
  fake: FakeGitHub = fakeGitHub(world),
): Promise<Connected> {
  const server = await startFake(fake.app)
  onTestFinished(server.close)
  const now = () => NOW
  const fetch = guardedFetch({ hosts: [server.host], now, wait: async () => undefined })
  const context: GitHubContext = {
    settings: GitHubSettings.parse({
      url: server.url,
      organization: world.organization,
      since: '2025-12-31',
      ...settings,
    }),
    secret,
    fetch,
    now,
    time_zone: 'Europe/Berlin',
  }
  return { fake, server, context }
}

/** All batches of a run. */
export async function collect(run: AsyncIterable<Batch>): Promise<Batch[]> {
  const batches: Batch[] = []
  for await (const batch of run) batches.push(structuredClone(batch))
  return batches
}

/** All facts of these batches by what they are about, the last statement for each, as the tables keep them. */
export function kept(batches: Batch[]): Map<string, unknown> {
  return new Map(batches.flatMap(({ facts }) => keyed(facts)))
}

const keyed = (facts: Batch['facts']): [string, unknown][] =>
  [
    ...(facts.accounts ?? []).map((it) => [`account ${it.account.username}`, it] as const),
    ...(facts.teams ?? []).map((it) => [`team ${it.reference_id}`, it] as const),
    ...(facts.pull_requests ?? []).map((it) => [`${it.repo}#${it.number}`, it] as const),
    ...(facts.deployments ?? []).map((it) => [it.external_id, it] as const),
    ...(facts.pipeline_runs ?? []).map((it) => [it.external_id, it] as const),
  ].map(([key, fact]) => [key, fact])

/** The statements of these batches about what was covered or what was left. */
export const told = <What extends 'covers' | 'left'>(batches: Batch[], what: What) =>
  batches.flatMap((batch): NonNullable<Batch[What]>[number][] => batch[what] ?? [])
