import type { Metric } from '../model/index.ts'
import { CATALOGUE, SURVIVAL_CATALOGUE } from './catalogue.ts'
import type { MetricDefinition } from './metric.ts'
import { TEAM_CATALOGUE } from './team-catalogue.ts'

/** Every metric that Facet defines itself: of people, of the time until something happens, and of teams. */
export const BUILT_IN: readonly (Metric | MetricDefinition)[] = [
  ...CATALOGUE,
  ...SURVIVAL_CATALOGUE,
  ...TEAM_CATALOGUE,
]
