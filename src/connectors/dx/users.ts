import type { PersonFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { personFrom } from './person.ts'
import type { Place, Reading, Step } from './place.ts'
import { nextUsers } from './user-walk.ts'

/** One page of the list of users; whoever has been told in this run already is not told again. */
export async function readUsers({ context, told }: Reading, place: Place): Promise<Step> {
  const { users, walk, unsettled } = await nextUsers(context, place.users)
  const wanted = (name: string) => place.attributes.includes(name.toLowerCase())
  const fresh = users.filter(({ id }) => !told.has(id))
  for (const { id } of fresh) told.add(id)
  const read = fresh.map((user) => personFrom(user, wanted, context))
  const left = read.flatMap((it) => ('left' in it ? it.left : []))
  const total = walk?.total ?? place.users.total
  const people = read.flatMap((it) => ('fact' in it ? it.fact : []))
  const next = { ...place, told: [...new Set([...place.told, ...namesIn(people)])] }
  // a list of nobody is more likely a mistake than a company without people
  const whole = !walk && !unsettled && place.users.end + users.length > 0
  return {
    place: walk ? { ...next, users: walk } : { ...next, step: 'groups' },
    facts: { people },
    listing: { whole: whole ? [{ of: 'values', attributes: next.told }] : [] },
    left: unsettled ? [...left, UNSETTLED] : left,
    progress: {
      step: 'users',
      done: walk?.end ?? place.users.end + users.length,
      ...(total === null ? {} : { of: total }),
    },
  }
}

/** The attributes of which these people have values, in lower case. */
function namesIn(people: PersonFact[]): string[] {
  return people.flatMap(({ attributes = {} }) =>
    Object.keys(attributes).map((name) => name.toLowerCase()),
  )
}

const UNSETTLED: Left = {
  about: 'users.list',
  code: 'unsettled_list',
  message:
    'The list of users changed each of the three times that it was read, so somebody may be missing from it; the next sync reads it again.',
}
