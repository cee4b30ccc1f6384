import * as z from 'zod'
import { ask } from './ask.ts'
import type { Caller } from './settings.ts'

/** What a user has for an attribute from now on; null: nothing. An attribute with several values is there several times. */
export interface Setting {
  name: string
  value: string | null
}

const Outcome = z.object({
  user: z.object({
    failures: z.array(z.unknown()).nullish(),
    attributes: z.array(z.object({ name: z.string(), updated: z.unknown() })).nullish(),
  }),
})

/** What DX says of a value that it did not take; only the name can be relied on. */
const Failure = z.object({
  name: z.string(),
  error: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
})

/** A refused attribute, by its name in lower case, with the reason. */
export type Refusals = Map<string, string>

/**
 * Sets attributes of one user and gives those that were refused. Sent twice, it does the same once. Throws a SourceError when
 * the user is not known or the call is refused as a whole.
 */
export async function setAttributes(
  caller: Caller,
  { email, attributes }: { email: string; attributes: Setting[] },
): Promise<Refusals> {
  const { user } = await ask(caller, {
    method: 'users.attributes.update',
    body: { email, attributes },
    shape: Outcome,
    what: 'a change of attributes',
  })
  const refusals: Refusals = new Map()
  for (const { name, updated } of user.attributes ?? [])
    if (updated === false) refusals.set(name.toLowerCase(), 'it was not updated')
  for (const failure of user.failures ?? []) {
    const { data } = Failure.safeParse(failure)
    const names = data ? [data.name] : attributes.map(({ name }) => name)
    for (const name of names)
      refusals.set(name.toLowerCase(), data?.message ?? data?.error ?? 'no reason was given')
  }
  return refusals
}
