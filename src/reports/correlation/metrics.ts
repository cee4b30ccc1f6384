import { metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import {
  type CorrelationForm,
  type CorrelationReason,
  dayText,
  Metric,
  PERCEPTION,
  type Period,
} from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as waves from '../../store/survey-waves.ts'
import { itemsOf } from '../../surveys/items.ts'
import { metricOf, surveyKeys } from '../cohort/survey-metrics.ts'

/** A metric as it can be asked, with what is known of it. */
export type AskedMetric =
  | { kind: 'people' | 'teams'; metric: Metric; definition: MetricDefinition }
  | { kind: 'survey'; metric: Metric; item: Item; waves: waves.WaveRow[] }
  | { kind: 'unknown'; metric: Metric; reason: CorrelationReason }

/** An item that has been answered. */
export type Item = Parameters<typeof metricOf>[0]

/**
 * The metrics of these ids in the order of the question. An item of a survey brings the runs of the period with keys, the oldest first; where
 * that is too few, the reason. Throws `invalid_arguments` for an id that nobody knows.
 */
export async function askedMetrics(
  db: Db,
  ids: readonly string[],
  within: { period: Period; form: CorrelationForm },
): Promise<AskedMetric[]> {
  const surveyed = await surveyKeys(db, ids)
  const custom = await customDefinitions(db)
  const measured = metricsOf(
    ids.filter((id) => !surveyed.includes(id)),
    [...TEAM_CATALOGUE, ...custom],
  )
  const runs = surveyed.length === 0 ? NOTHING_ASKED : await runsOf(db)
  return [...new Set(ids)].flatMap((id): AskedMetric[] => {
    if (surveyed.includes(id)) return [surveyMetric(id, runs, within)]
    const definition = measured.find((it) => it.id === id)
    if (definition === undefined) return []
    const kind = definition.of === 'team' ? 'teams' : 'people'
    return [{ kind, metric: Metric.parse(definition), definition }]
  })
}

type Runs = Awaited<ReturnType<typeof runsOf>>

const NOTHING_ASKED: Runs = { items: [], waves: [], answered: [] }

async function runsOf(db: Db) {
  return {
    items: await itemsOf(db),
    waves: (await waves.list(db)).toReversed(),
    answered: await waves.answered(db),
  }
}

function surveyMetric(
  key: string,
  runs: Runs,
  { period, form }: { period: Period; form: CorrelationForm },
): AskedMetric {
  const item = runs.items.find((it) => it.key === key) as Runs['items'][number]
  const asked = runs.waves.filter(
    ({ id, opened }) =>
      opened >= period.from &&
      opened < period.to &&
      runs.answered.some((it) => it.wave_id === id && it.item_id === item.id),
  )
  const keyed = asked.filter(({ keyed }) => keyed)
  const known = { ...item, id: item.id ?? 0 }
  const metric = Metric.parse(described(known, keyed))
  const reason = reasonOf(key, { asked, keyed, period, form })
  if (reason !== null) return { kind: 'unknown', metric, reason }
  return { kind: 'survey', metric, item: known, waves: keyed }
}

/** The item as a metric, of all the runs in which it is looked at. */
function described(item: Item, keyed: readonly waves.WaveRow[]) {
  const run = keyed.at(-1) ?? NO_RUN
  const told = metricOf(item, run)
  const names = keyed.map(({ name, opened }) => `${name} (${dayText(opened)})`).join(', ')
  const definition = told.definition.replace(/ Asked in [^.]*\.$/, '')
  return { ...told, definition: names === '' ? definition : `${definition} Asked in ${names}.` }
}

const NO_RUN: waves.WaveRow = {
  id: 0,
  name: '',
  opened: '',
  closed: '',
  mode: 'confidential',
  key_until: null,
  keyed: false,
}

interface Found {
  asked: waves.WaveRow[]
  keyed: waves.WaveRow[]
  period: Period
  form: CorrelationForm
}

function reasonOf(
  key: string,
  { asked, keyed, period: { from, to }, form }: Found,
): CorrelationReason | null {
  if (key === PERCEPTION)
    return {
      reason: 'no_data',
      message: `${key} is what people believe of the tool itself, so it is not set beside its use. The cohort report shows it beside what is measured.`,
    }
  if (asked.length === 0)
    return {
      reason: 'no_data',
      message: `No survey that was opened from ${dayText(from)} up to ${dayText(to)} has answers to ${key}. Import some, or choose a period that holds such a day.`,
    }
  if (keyed.length === 0)
    return {
      reason: 'no_key',
      message: `The surveys that asked ${key} are anonymous and their keys destroyed, so who answered what cannot be laid beside use.`,
    }
  if (form === 'within_person' && keyed.length < 2)
    return {
      reason: 'one_survey',
      message: `${key} was asked in one survey only, so nobody can be set against themselves. Ask with form between_people, or once it was asked again.`,
    }
  return null
}
