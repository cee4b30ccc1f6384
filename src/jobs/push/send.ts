import type { Left } from '../../connectors/connector.ts'
import { type Setting, setAttributes } from '../../connectors/dx/set-attributes.ts'
import type { Caller } from '../../connectors/dx/settings.ts'
import { SourceError } from '../../connectors/source-error.ts'
import type { Change, Plan } from './plan.ts'

/** What came of sending: the changes that were taken over, and why others were not. */
export interface Sent {
  done: Change[]
  left: Left[]
}

/** Refusals that concern one person alone; any other ends the push. */
const OF_ONE = ['not_found', 'refused']

/** Sends what is to change of one person, in one call. */
export async function send(
  caller: Caller,
  { pair: { email }, changes }: Pick<Plan, 'pair' | 'changes'>,
): Promise<Sent> {
  if (changes.length === 0) return { done: [], left: [] }
  try {
    const refusals = await setAttributes(caller, { email, attributes: changes.flatMap(settingsOf) })
    const reasonOf = ({ attribute }: Change) => refusals.get(attribute.name.toLowerCase())
    const left = changes.flatMap((change) => {
      const reason = reasonOf(change)
      const message = `${change.attribute.name}: ${reason}`
      return reason === undefined ? [] : { about: email, code: 'refused', message }
    })
    return { done: changes.filter((change) => reasonOf(change) === undefined), left }
  } catch (error) {
    if (!(error instanceof SourceError) || !OF_ONE.includes(error.code)) throw error
    return { done: [], left: [{ about: email, code: error.code, message: error.message }] }
  }
}

function settingsOf({ attribute: { name }, after }: Change): Setting[] {
  return after.length > 0 ? after.map((value) => ({ name, value })) : [{ name, value: null }]
}
