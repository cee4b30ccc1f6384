import { ADOPTER, CONTROL } from '../../stats/panel/sums.ts'
import { releaseOf } from '../../surveys/release-name.ts'
import type { Person } from '../impact/draw-people.ts'
import type { Question } from '../impact/question.ts'
import { isOverWaves } from '../impact/survey-metric.ts'
import type { Family } from './release.ts'

/** What an impact report would show: the effect on the adopters, held against the controls. Many people are both. */
export function impactFamilies(
  { metric, attribute, minimum }: Pick<Question, 'metric' | 'attribute' | 'minimum'>,
  studied: readonly Person[],
  roles: Uint8Array,
): Family[] {
  return [
    { side: 'adopters', role: ADOPTER },
    { side: 'controls', role: CONTROL },
  ].map(({ side, role }) => {
    const members = studied.flatMap(({ id }, place) => ((roles[place] ?? 0) & role ? [id] : []))
    const shown = members.length >= minimum
    const name = isOverWaves(metric) ? releaseOf(metric.id, metric.wave.id) : metric.id
    return { metric: `${name} ${side} ${attribute.name}`, groups: [{ members, shown }] }
  })
}

/** Whom the plain gap and the checks would be about: all who are studied, those among them who are on no side of the effect. */
export function studiedFamily(
  { metric, attribute, minimum }: Pick<Question, 'metric' | 'attribute' | 'minimum'>,
  studied: readonly Person[],
): Family {
  const members = studied.map(({ id }) => id)
  const name = isOverWaves(metric) ? releaseOf(metric.id, metric.wave.id) : metric.id
  return {
    metric: `${name} studied ${attribute.name}`,
    groups: [{ members, shown: members.length >= minimum }],
  }
}

/** Whether a side that the minimum alone would show is not shown. */
export function isRefused(
  families: readonly Family[],
  shown: readonly (readonly boolean[])[],
): boolean {
  return families.some(({ groups }, i) => groups.some((group, j) => group.shown && !shown[i]?.[j]))
}
