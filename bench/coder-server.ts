import { startCoder } from '../test/fakes/coder/start.ts'
import { given, tell } from './child.ts'

/** Where the fake of Coder listens, and the token with which to read it. */
export interface Listening {
  url: string
  token: string
}

const { users, today } = given<{ users: number; today: string }>()
const fake = await startCoder({ count: users, now: () => new Date(`${today}T23:30:00Z`) })
tell({ url: fake.url, token: fake.tokens.auditor } satisfies Listening)
