import { onTestFinished } from 'vitest'
import type { GitLabContext } from '../../../src/connectors/gitlab/client.ts'
import { GitLabSettings } from '../../../src/connectors/gitlab/settings.ts'
import { guardedFetch } from '../../../src/connectors/guarded-fetch.ts'
import { type Fake, startFake } from '../misbehave.ts'
import { type FakeGitLab, fakeGitLab, TOKEN } from './gitlab.ts'
import type { World } from './world.ts'

/** A connector beside the fake that it reads. */
export interface Connected {
  fake: FakeGitLab
  server: Fake
  context: GitLabContext
}

/** The day on which the tests of GitLab happen. */
export const NOW = new Date('2026-06-01T12:00:00Z')

/** Starts a fake until the test ends, and gives what a sync of it needs; waiting takes no time. */
export async function connect(
  world: World,
  { token = TOKEN, ...settings }: Partial<GitLabSettings> & { token?: string } = {},
): Promise<Connected> {
  const fake = fakeGitLab(world)
  const server = await startFake(fake.app)
  onTestFinished(server.close)
  const now = () => NOW
  const context: GitLabContext = {
    settings: GitLabSettings.parse({
      url: server.url,
      group: world.group,
      since: '2025-12-31',
      ...settings,
    }),
    secret: { token },
    fetch: guardedFetch({ hosts: [server.host], now, wait: async () => undefined }),
    now,
    time_zone: 'Europe/Berlin',
  }
  return { fake, server, context }
}
