import { AppError } from '../errors.ts'

const MINUTE = 60_000

/** Accounts beyond which those that rest are forgotten. */
const MANY = 1_000

/** When the last requests of one account came, in milliseconds, as a ring: `oldest` is the place of the first of them. */
interface Account {
  instants: Float64Array
  oldest: number
}

/**
 * Lets each account have `limit` requests in any span of 60 seconds. Gives a function that takes one request, and throws
 * `rate_limited` with the seconds to wait instead; what is refused does not count. It counts within this process.
 */
export function rateLimiter(limit: number): (account: string, now: number) => void {
  const accounts = new Map<string, Account>()
  return (name, now) => {
    const account = accounts.get(name) ?? open(accounts, limit, now)
    accounts.set(name, account)
    const wait = (account.instants[account.oldest] ?? 0) + MINUTE - now
    if (wait > 0) throw tooMany(limit, Math.ceil(wait / 1000))
    account.instants[account.oldest] = now
    account.oldest = (account.oldest + 1) % limit
  }
}

function open(accounts: Map<string, Account>, limit: number, now: number): Account {
  if (accounts.size >= MANY)
    for (const [name, { instants }] of accounts)
      if (instants.every((at) => at + MINUTE <= now)) accounts.delete(name)
  return { instants: new Float64Array(limit).fill(-Infinity), oldest: 0 }
}

function tooMany(limit: number, retry_after: number) {
  return new AppError(
    'rate_limited',
    `There may be ${limit} requests a minute. Try again in ${retry_after} s.`,
    { retry_after },
  )
}
