import type { Period } from '../../model/index.ts'
import { dayAfter } from '../../model/index.ts'
import { mean } from '../../stats/mean.ts'
import type { ItemRow } from '../../store/survey-items.ts'
import { releaseOf } from '../../surveys/release-name.ts'
import { weightOf } from '../../surveys/score.ts'
import { writerOf } from '../cohort/survey-measure.ts'
import type { Family } from '../gate/release.ts'
import type { Drawn } from './draw.ts'
import { passedGroups, type Siblings, teamGroups } from './team-groups.ts'

/** One item in one run, with those whose scores are to be shown. */
export interface Question {
  run: Drawn
  item: ItemRow
  families: Siblings[]
}

/** The score of a group as it is shown, and how many it is about. */
export interface Score {
  score: number
  people: number
}

/** Whom an item in a run is about; who answered that it does not apply is in no group. */
export function questionOf(run: Drawn, item: ItemRow, minimum: number): Question {
  const answers = [...(run.answers.get(item.id) ?? [])]
  const answered = answers.flatMap(([user, place]) => (place === null ? [] : user))
  return { run, item, families: teamGroups(run.tree, answered, { teamOf: run.teamOf, minimum }) }
}

/** The same for the gate. */
export function familiesOf({ run, item, families }: Question): Family[] {
  const metric = releaseOf(item.key, run.wave.id)
  return families.map(({ groups }) => ({ metric, period: periodOf(run), groups }))
}

/** The days of a run. */
export function periodOf({ wave }: Drawn): Period {
  return { from: wave.opened, to: dayAfter(wave.closed) }
}

/** The scores that are shown, by team; that of everybody by null. */
export function scoresOf(
  { run, item, families }: Question,
  passes: readonly (readonly boolean[])[],
): Map<number | null, Score> {
  const places = run.answers.get(item.id)
  const write = writerOf({ item })
  const scores = [...passedGroups(families, passes)].map(([team, members]) => {
    const weights = members.map((user) => weightOf(item, places?.get(user) ?? 0))
    return [team, { score: write(mean(weights)), people: members.length }] as const
  })
  return new Map(scores)
}
