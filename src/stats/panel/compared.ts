import { LONG_BASELINE } from './design.ts'
import { type Gathered, gatherPeople, sumGathered } from './gather.ts'
import { type Groups, groupsOf } from './groups.ts'
import { cohortsOf, type Panel } from './panel.ts'
import type { Sums } from './sums.ts'
import { topPeople } from './top.ts'

/** The people of a panel by whom is left out together, and added up where they are alike. */
export interface Grouped {
  groups: Groups
  gathered: Gathered
}

/** Whom the estimate of a panel compares: what it begins with, and all its checks and cuts after it. */
export interface Compared extends Grouped {
  cohorts: number[]
  /** By the long baseline. */
  sums: Sums
  /** The largest contributors. */
  top: number[]
}

/** Groups the people of a panel. */
export function groupedOf(panel: Panel): Grouped {
  const groups = groupsOf(panel.team)
  return { groups, gathered: gatherPeople(panel, groups) }
}

/** Adds up a panel once for everything that is asked of it. */
export function comparedOf(panel: Panel): Compared {
  const grouped = groupedOf(panel)
  const cohorts = cohortsOf(panel, LONG_BASELINE.at_least)
  const sums = sumGathered(grouped.gathered, cohorts, LONG_BASELINE)
  return { ...grouped, cohorts, sums, top: topPeople(panel) }
}
