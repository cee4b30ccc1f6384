import { createHash } from 'node:crypto'

/** What is known of one user and one attribute. */
export interface Known {
  /** The values here. */
  ours: string[]
  /** The values there; undefined where the other side does not show them. */
  theirs: string[] | undefined
  /** Hash of what the other side took over last; null: nothing yet. */
  taken: string | null
}

/**
 * What a push does: `set` and `remove` at the other side; `agree`: both have the same, which is to be remembered; `rest`:
 * nothing to do; `yield`: the other side has changed what it took over, and is left as it is.
 */
export type Decision = 'set' | 'remove' | 'agree' | 'rest' | 'yield'

/**
 * Decides by what has changed since the last push. A value of ours that changed is set, whatever is there. A value that we
 * lost is removed, if the one that is there came from here. What only the other side has changed stays, unless `overwrite`.
 */
export function decide({ ours, theirs, taken }: Known, overwrite: boolean): Decision {
  const here = hashOf(ours)
  const there = theirs && hashOf(theirs)
  const last = taken ?? hashOf([])
  if (here === there) return last === here ? 'rest' : 'agree'
  if (last === here) return ours.length === 0 ? 'rest' : changedThere(there, overwrite)
  if (ours.length > 0) return 'set'
  return there === undefined || there === last || overwrite ? 'remove' : 'yield'
}

/** What is here has been taken over, and is there no more. */
function changedThere(there: string | undefined, overwrite: boolean): Decision {
  if (there === undefined) return 'rest'
  return overwrite ? 'set' : 'yield'
}

/** A hash of values, in whatever order they are told; the same for none. */
export function hashOf(values: string[]): string {
  const told = JSON.stringify([...new Set(values)].sort())
  return createHash('sha256').update(told).digest('base64url')
}
