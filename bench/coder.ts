import { dayAfter } from '../src/model/index.ts'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { askChild, startChild } from './child.ts'
import type { Synced } from './coder-child.ts'
import type { Listening } from './coder-server.ts'
import { onServer, type Server } from './databases.ts'
import { duration, megabytes, whole } from './measure.ts'

/** The day on which everything happens: the first run on it, the daily one on the day after. */
const TODAY = '2026-08-20'

export const coder: Bench = {
  name: 'coder',
  summary: 'a first run over a Coder server of 20,000 users, and the one of the next day',
  run: (circumstances) =>
    onServer(circumstances, async (server) => {
      const { small } = circumstances
      const users = small ? 2_000 : 20_000
      const some = await measure(circumstances, server, { users, days: small ? 15 : 30 })
      const year = await measure(circumstances, server, { users, days: small ? 60 : 365 })
      return [
        {
          what: 'memory, all days / a few',
          measured: year.memory / some.memory,
          limit: 1.2,
          side: 'at most',
        } satisfies Limit,
      ]
    }),
}

async function measure(
  { say }: Circumstances,
  server: Server,
  { users, days }: { users: number; days: number },
): Promise<Synced> {
  const fake = startChild('coder-server.ts', { users, today: TODAY })
  try {
    const { url, token } = await fake.next<Listening>()
    const database = await server.another(`coder_${days}`)
    const given = {
      database,
      source: { url, usage_from: dayAfter(TODAY, -days) },
      token,
    }
    const first = await askChild<Synced>('coder-child.ts', { ...given, now: `${TODAY}T09:30:00Z` })
    const daily = await askChild<Synced>('coder-child.ts', {
      ...given,
      now: `${dayAfter(TODAY)}T09:30:00Z`,
    })
    say(`${whole(users)} users, ${days} days`, `${whole(first.facts)} days of use`)
    say('first run', `${duration(first.ms)}, ${megabytes(first.memory)}`)
    say('the next day', `${duration(daily.ms)}, ${megabytes(daily.memory)}`)
    return first
  } finally {
    await fake.stop()
  }
}
