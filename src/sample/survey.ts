import type { SurveyAnswersFact } from '../model/index.ts'
import type { Random } from '../stats/random.ts'
import { LEVELS } from './coefficients.ts'
import { at } from './panel.ts'
import { employedOn, type Person } from './person.ts'
import { ITEMS, optionOf } from './survey-items.ts'
import { usesTool } from './usage.ts'
import type { World } from './world.ts'

/** Opened so many weeks before the end, for so many days. */
const WAVE = { weeks_before_end: 5, days: 12 }

/** Who answers: more of those who are content, fewer of the seniors. On the log odds; of levels from the lowest. */
const RESPONSE = { share: 0.65, content: 0.3, levels: [0.2, 0.1, 0, -0.2, -0.4] }

/**
 * One survey among those who write code, a line a person asked; who said nothing has no answers. Its draws are a stream of
 * their own, and as many for everybody: the tool changes answers, and not who gives one.
 */
export function surveyAnswers(world: World): SurveyAnswersFact[] {
  const { clock, settings } = world.frame
  const random = world.random.fork('survey')
  const week = Math.max(0, settings.weeks - WAVE.weeks_before_end)
  const opened = clock.day(week * 7)
  const wave = {
    wave: `Developer survey ${opened.slice(0, 7)}`,
    opened,
    closed: clock.day(week * 7 + WAVE.days - 1),
  }
  return world.people
    .filter((person) => employedOn(person, week * 7))
    .map((person) => {
      const uses = usesTool(person, at(world.panel.adopted, person.index), week)
      const answers = drawAnswers(person, uses && settings.tau !== 0, random)
      return { ...wave, email: person.email, answers }
    })
}

function drawAnswers(person: Person, gains: boolean, random: Random): SurveyAnswersFact['answers'] {
  const content = random.normal()
  const given = ITEMS.map((asked) => {
    const opinion = (content + random.normal()) * Math.SQRT1_2 + (gains ? asked.tool : 0)
    return { item: asked.item.key, option: optionOf(asked, opinion) }
  })
  return random.chance(responseOf(person, content)) ? given : []
}

function responseOf({ level }: Person, content: number): number {
  const { share, content: weight, levels } = RESPONSE
  const odds = Math.log(share / (1 - share)) + weight * content + at(levels, LEVELS.indexOf(level))
  return 1 / (1 + Math.exp(-odds))
}
