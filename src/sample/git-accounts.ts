import type { Random } from '../stats/random.ts'
import type { Frame } from './frame.ts'
import { asciiOf, drawLogin, type PersonName } from './naming.ts'
import type { GitAccount, GitMatch } from './person.ts'
import { pickByShare } from './weighted.ts'

/** How those match who match at all. */
const MATCHES: readonly { match: GitMatch; share: number }[] = [
  { match: 'declared', share: 0.68 },
  { match: 'noreply', share: 0.12 },
  { match: 'renamed', share: 0.03 },
  { match: 'email', share: 0.14 },
  { match: 'alias', share: 0.03 },
]

const PRIVATE_DOMAIN = 'mail.example.net'

/** A person's account at the code host, for some without anything that leads to the person. */
export function drawGitAccount(
  name: PersonName,
  work_email: string,
  { login: unique, settings }: Frame,
  random: Random,
): GitAccount {
  const login = unique(drawLogin(name, random))
  const unmatched = random.chance(settings.faults.unmatched)
  const match = unmatched ? 'unmatched' : pickByShare(MATCHES, random).match
  switch (match) {
    case 'declared':
      return { match, login, declared: login, email: recased(work_email, random) }
    case 'noreply':
      return { match, login, declared: login, email: noreply(login, random) }
    case 'renamed': {
      const former = unique(`${asciiOf(name.given)}-dev`)
      return { match, login, declared: former, email: noreply(former, random) }
    }
    case 'email':
      return { match, login, email: recased(work_email, random) }
    case 'alias':
      return { match, login, email: `${login.toLowerCase()}@dev.example.com` }
    case 'unmatched':
      return {
        match,
        login,
        name: `${name.given} ${name.family}`,
        email: `${login.toLowerCase()}@${PRIVATE_DOMAIN}`,
      }
  }
}

/** The address as some people's git has it, with a capital. */
function recased(email: string, random: Random): string {
  return random.chance(0.05) ? email.slice(0, 1).toUpperCase() + email.slice(1) : email
}

/** GitHub's own address, in the older form without the number of the account for one in four. */
function noreply(login: string, random: Random): string {
  const number = 1_000_000 + random.int(90_000_000)
  const older = random.chance(0.25)
  return `${older ? '' : `${number}+`}${login}@users.noreply.github.com`
}
