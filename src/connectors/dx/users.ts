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
  return {
    place: walk ? { ...place, users: walk } : { ...place, step: 'groups' },
    facts: { people: read.flatMap((it) => ('fact' in it ? it.fact : [])) },
    left: unsettled ? [...left, UNSETTLED] : left,
    progress: {
      step: 'users',
      done: walk?.end ?? place.users.end + users.length,
      ...(total === null ? {} : { of: total }),
    },
  }
}

const UNSETTLED: Left = {
  about: 'users.list',
  code: 'unsettled_list',
  message:
    'The list of users changed each of the three times that it was read, so somebody may be missing from it; the next sync reads it again.',
}
