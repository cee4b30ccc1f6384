import { AppError } from '../../errors.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import type { Db } from '../../store/db.ts'
import { answersOf } from '../../surveys/answers-of.ts'
import { weightOf } from '../../surveys/score.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'
import { levelBand } from '../level-band.ts'
import type { Person } from './draw-people.ts'
import type { WavesMetric } from './survey-metric.ts'

/**
 * The people by runs of a survey: run `w` is period `2w`, and whoever adopted between it and the next did so in the period between
 * the two, in which nobody is asked. Who adopted after the last run has not adopted yet; who did before the first is in no
 * comparison. Of shares a favourable answer is 1.
 */
export async function drawSurveyPanel(
  db: Db,
  metric: WavesMetric,
  people: readonly Person[],
  secretKey: SecretKey,
): Promise<Panel> {
  const { waves, item } = metric
  const periods = 2 * waves.length - 1
  const panel = emptyPanel(people, periods)
  const unit = metric.kind === 'share' ? 1 / 100 : 1
  const ids = people.map(({ id }) => id)
  for (const [place, { id }] of waves.entries()) {
    const key = await openKey(db, id, secretKey)
    if (key === undefined)
      throw new AppError('conflict', 'The key of a survey was destroyed a moment ago.')
    const answers = (await answersOf(db, { id, key }, [item.id], ids)).get(item.id)
    people.forEach((person, i) => {
      const option = answers?.get(person.id) ?? null
      if (option === null) return
      panel.num[i * periods + 2 * place] = unit * weightOf(item, option)
      panel.den[i * periods + 2 * place] = 1
    })
  }
  people.forEach(({ adopted }, i) => {
    panel.adoption[i] = adoptionOf(adopted, waves)
  })
  return panel
}

function adoptionOf(adopted: string | null, waves: WavesMetric['waves']): number {
  const before = waves.filter(({ opened }) => adopted === null || opened <= adopted).length
  if (before === waves.length) return -1
  return Math.max(0, 2 * before - 1)
}

function emptyPanel(people: readonly Person[], periods: number): Panel {
  const strata = [...new Set(people.map(({ level }) => levelBand(level)))].sort()
  return {
    people: people.length,
    periods,
    num: new Float64Array(people.length * periods),
    den: new Float64Array(people.length * periods),
    adoption: new Int32Array(people.length),
    stratum: Int32Array.from(people, ({ level }) => strata.indexOf(levelBand(level))),
    team: Int32Array.from(people, ({ team }) => team ?? -1),
  }
}
