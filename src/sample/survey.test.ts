import { expect, test } from 'vitest'
import { SurveyAnswersFact } from '../model/index.ts'
import { random } from '../stats/random.ts'
import { generate } from './generate.ts'
import { ITEMS, optionOf, trueDifferences } from './survey-items.ts'

const { survey, truth, people } = generate({ seed: 1, people: 300 })
const answered = survey.filter(({ answers }) => answers.length > 0)

test('everybody who writes code on the first day of the survey is asked, and about two in three answer', () => {
  const [{ opened = '' } = {}] = survey
  const there = people.filter(
    ({ writes_code, start_date = '', end_date }) =>
      writes_code && start_date <= opened && (end_date === undefined || end_date > opened),
  )
  expect(survey.map(({ email }) => email)).toEqual(there.map(({ email }) => email))
  expect(answered.length / survey.length).toBeGreaterThan(0.58)
  expect(answered.length / survey.length).toBeLessThan(0.72)
  for (const fact of survey) SurveyAnswersFact.parse(fact)
})

test('the tool changes what its users say of their environment, and neither who answers nor anything else', () => {
  const idle = generate({ seed: 1, people: 300, tau: 0 })
  expect(idle.truth.survey).toEqual({ ease_dev_environment: 0, env_toil: 0, deep_work: 0 })
  const others = new Map(idle.survey.map(({ email, answers }) => [email, answers]))
  const changed = survey.flatMap(({ email, answers }) =>
    answers.filter(({ option }, place) => others.get(email)?.[place]?.option !== option),
  )
  expect(new Set(changed.map(({ item }) => item))).toEqual(
    new Set(['ease_dev_environment', 'env_toil']),
  )
  expect(idle.survey.filter(({ answers }) => answers.length > 0)).toHaveLength(answered.length)
})

test('the true difference of an item is what many users and others would show', () => {
  const draw = random(5)
  const opinions = Array.from({ length: 40_000 }, () => draw.normal())
  for (const asked of ITEMS) {
    const score = (shift: number) => {
      const options = new Map(asked.options.map((it) => [it.label, it]))
      const given = opinions.map((opinion) => options.get(optionOf(asked, opinion + shift)))
      return (
        given.reduce((sum, it) => sum + (it?.value ?? Number(it?.favourable)), 0) / given.length
      )
    }
    expect(score(asked.tool) - score(0)).toBeCloseTo(truth.survey[asked.item.key] ?? 9, 1)
  }
  expect(trueDifferences(true)).toEqual(truth.survey)
  expect(truth.survey.ease_dev_environment).toBeCloseTo(0.1, 2)
  expect(truth.survey.env_toil).toBeLessThan(-0.4)
})
