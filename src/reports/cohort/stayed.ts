import type { Cohort } from '../../model/index.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import type { Members } from './arm.ts'

/**
 * A cohort in the other period: how many it had, and which share of them is in it now. Where those who are not, or who are, are
 * fewer than the minimum, the share is 1 or 0, the same as for nobody.
 */
export function otherTimeOf(
  now: Members,
  then: Members,
  minimum: number,
): NonNullable<Cohort['other_time']> {
  if (!now.shown || !then.shown) return { people: null, stayed: null }
  const there = new Set(now.people.map(({ id }) => id))
  const stayed = then.people.filter(({ id }) => there.has(id)).length
  const all = then.people.length
  const share = all - stayed < minimum ? 1 : stayed < minimum ? 0 : shownShare(stayed / all)
  return { people: shownSize(all, minimum), stayed: share }
}
