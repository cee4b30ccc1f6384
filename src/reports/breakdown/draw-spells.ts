import type { Db } from '../../store/db.ts'
import { drawTeams } from '../cohort/draw-teams.ts'
import { isSurvey } from '../cohort/survey-metrics.ts'
import type { Asking } from '../report.ts'
import { drawAnswers } from './draw-answers.ts'
import { drawSpans } from './draw-spans.ts'
import { drawWeeks } from './draw-weeks.ts'
import type { Question } from './question.ts'
import type { Spell } from './spell.ts'

/**
 * The spells of each metric, in the order of the question: of a metric of people those of the weeks of the period; of one of teams
 * the same, each with the value of the person's team; of an item of a survey those of the day on which it was opened.
 */
export async function drawSpells(
  db: Db,
  question: Question,
  { secretKey }: Pick<Asking, 'secretKey'>,
): Promise<Spell[][]> {
  const { metrics } = question
  const ofPeople = metrics.filter(({ of }) => of === undefined)
  const weeks = metrics.every(isSurvey)
    ? []
    : await drawWeeks(db, question, {
        spans: await drawSpans(db, question, 'counted'),
        metrics: ofPeople,
      })
  const teams = await drawTeams(db, question)
  const answers = await drawAnswers(db, question, { metrics: metrics.filter(isSurvey), secretKey })
  return metrics.map((metric, place) => {
    if (isSurvey(metric)) return answers.get(metric.id) ?? []
    const column = ofPeople.indexOf(metric)
    return weeks.map(({ values, days: _, ...spell }) => ({
      ...spell,
      value:
        (metric.of === 'team' ? valueOfTeam(teams, spell.team, place) : values[column]) ?? null,
    }))
  })
}

function valueOfTeam(
  teams: ReadonlyMap<number, (number | null)[]>,
  team: number | null,
  place: number,
): number | null | undefined {
  return team === null ? null : teams.get(team)?.[place]
}
