import type { Random } from '../stats/random.ts'
import { asciiOf, uniqueNames } from './naming.ts'

/** How an address is written at the tool: as in the file of people, with capitals, or otherwise altogether. */
export type Spelling = 'same' | 'other_case' | 'other_spelling'

/** An account at Coder. */
export interface CoderAccount {
  username: string
  /** Empty for an account that is no person. */
  email: string
  spelling: Spelling
  status: 'active' | 'dormant' | 'suspended'
  created_at: string
  /** Index of the person who writes code, where it is such a one's. */
  person?: number
}

const OTHER_CASE = 0.06
const OTHER_SPELLING = 0.03
const SERVICES = ['ci-runner', 'image-builder', 'prebuild-svc', 'nightly-tests', 'template-sync']

type Names = Pick<CoderAccount, 'username' | 'email' | 'spelling'>

/** Gives accounts their names, each username and address only once. */
export function namesAtCoder(random: Random) {
  const username = uniqueNames()
  const mailbox = uniqueNames()
  const addressOf = (spelling: Spelling, name: string, email: string) => {
    if (spelling === 'same') return email
    if (spelling === 'other_case')
      return email.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    return `${mailbox(shortName(name))}@example.com`
  }
  return {
    ofPerson({ name, email }: { name: string; email: string }): Names {
      const spelling = drawSpelling(random)
      const wanted = email.replace(/@.*/, '').replaceAll('.', '').slice(0, 28)
      return { username: username(wanted), email: addressOf(spelling, name, email), spelling }
    },
    ofService(index: number): Names {
      const wanted = SERVICES[index % SERVICES.length] ?? 'service'
      return { username: username(wanted), email: '', spelling: 'same' }
    },
  }
}

function drawSpelling(random: Random): Spelling {
  const draw = random.uniform()
  if (draw < OTHER_CASE) return 'other_case'
  return draw < OTHER_CASE + OTHER_SPELLING ? 'other_spelling' : 'same'
}

/** `amori` for Anna Mori: as nobody's work address is written. */
function shortName(name: string): string {
  const [given = '', family = ''] = name.split(' ')
  return asciiOf(given).slice(0, 1) + asciiOf(family)
}
