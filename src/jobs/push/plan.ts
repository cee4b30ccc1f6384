import type { Left } from '../../connectors/connector.ts'
import type { Standing } from '../../store/pushed.ts'
import type { Chosen } from './choose-attributes.ts'
import { decide, hashOf } from './decide.ts'
import type { Pair } from './match-people.ts'

/** What the values of an attribute of one person become at the other side; none: it is cleared. */
export interface Change {
  attribute: Chosen
  before: string[]
  after: string[]
}

/** What the other side has of a user and an attribute. */
export interface Taken {
  user_id: number
  attribute_id: number
  hash: string
}

/** What is to be done about one person. */
export interface Plan {
  pair: Pair
  changes: Change[]
  /** What both sides have in common, and was not known to be so. */
  agreed: Taken[]
  /** How many attributes need nothing. */
  same: number
  left: Left[]
}

/** Compares what one person has here and there for each of the attributes. */
export function planFor(
  pair: Pair,
  chosen: Chosen[],
  standings: Standing[],
  overwrite: boolean,
): Plan {
  const plan: Plan = { pair, changes: [], agreed: [], same: 0, left: [] }
  for (const attribute of chosen) {
    const standing = standings.find(({ attribute_id }) => attribute_id === attribute.id)
    const ours = standing?.values ?? []
    const shown = pair.theirs.get(attribute.name.toLowerCase())
    const theirs = shown ?? (attribute.readable ? [] : undefined)
    const decision = decide({ ours, theirs, taken: standing?.hash ?? null }, overwrite)
    const change = { attribute, before: theirs ?? [], after: ours }
    if (decision === 'yield') plan.left.push(changedThere(pair, attribute))
    else if (decision === 'set' || decision === 'remove') addChange(plan, change)
    else plan.same++
    if (decision === 'agree') plan.agreed.push(takenOf(pair, change))
  }
  return plan
}

/** What the other side has once it has taken a change over. */
export function takenOf({ user_id }: Pair, { attribute, after }: Change): Taken {
  return { user_id, attribute_id: attribute.id, hash: hashOf(after) }
}

function addChange({ pair, changes, left }: Plan, change: Change): void {
  const { attribute, after } = change
  if (pair.deactivated) {
    if (!left.some(({ code }) => code === DEACTIVATED)) left.push(deactivated(pair))
  } else if (after.length > 1 && !attribute.multiple) left.push(tooMany(pair, attribute))
  else changes.push(change)
}

const DEACTIVATED = 'deactivated'

function deactivated({ email, deactivated }: Pair): Left {
  return {
    about: email,
    code: DEACTIVATED,
    message: `This person is deactivated ${deactivated}, so nothing was changed.`,
  }
}

function tooMany({ email }: Pair, { name }: Chosen): Left {
  return {
    about: email,
    code: 'too_many_values',
    message: `${name} takes one value over there, and this person has several.`,
  }
}

function changedThere({ email }: Pair, { name }: Chosen): Left {
  return {
    about: email,
    code: 'changed_there',
    message: `${name} was changed over there since the last push and was left as it is; ask for it to be overwritten, or change it here.`,
  }
}
