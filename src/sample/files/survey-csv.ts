import type { SurveyAnswersFact } from '../../model/index.ts'
import { ITEMS } from '../survey-items.ts'
import { csvLine } from './csv.ts'

/** Answers to a survey, a line a person and a column an item. */
export function* surveyCsv(facts: readonly SurveyAnswersFact[]): Generator<string> {
  const keys = ITEMS.map(({ item }) => item.key)
  yield csvLine(['wave', 'opened', 'closed', 'email', ...keys])
  for (const { wave, opened, closed, email, answers } of facts) {
    const options = new Map(answers.map(({ item, option }) => [item, option]))
    yield csvLine([wave, opened, closed, email, ...keys.map((key) => options.get(key))])
  }
}
