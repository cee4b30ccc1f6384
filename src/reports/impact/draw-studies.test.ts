import { expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { bounds } from '../../model/numbers.ts'
import { random } from '../../stats/random.ts'
import { rounded } from '../gate/round.ts'
import { estimateStudy, measuredStudy } from './draw-studies.ts'
import { metricImpacts } from './metric-impact.ts'
import { writer } from './sentence.ts'

const PEOPLE = 80
const PERIODS = 12

/** Teams of four, half of which adopt halfway. */
function studyOf(seed: number) {
  const draw = random(seed)
  return measuredStudy(prThroughput, {
    people: PEOPLE,
    periods: PERIODS,
    num: Float64Array.from({ length: PEOPLE * PERIODS }, () => draw.poisson(6)),
    den: new Float64Array(PEOPLE * PERIODS).fill(20),
    adoption: Int32Array.from({ length: PEOPLE }, (_, i) => (i % 8 < 4 ? 6 : -1)),
    stratum: new Int32Array(PEOPLE),
    team: Int32Array.from({ length: PEOPLE }, (_, i) => Math.floor(i / 4)),
  })
}

test('words tell an effect to the same last digit as the figures that leave', () => {
  const told = Array.from({ length: 60 }, (_, seed) => {
    const study = studyOf(seed + 1)
    const [impact] = metricImpacts([{ metric: study.metric, ...estimateStudy(study, 5) }], 'Coder')
    const { effect, unit, sentence } = rounded(impact ?? expect.unreachable())
    const [, words] = /(?:interval|effect from) (\S+ to \S+%)/.exec(sentence) ?? []
    return { words, figures: effect && bounds(effect.interval, writer(unit)) }
  }).filter(({ words }) => words !== undefined)
  expect(told.length).toBeGreaterThan(30)
  for (const { words, figures } of told) expect(words).toBe(figures)
})
