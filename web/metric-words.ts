import type { Metric } from '../src/model/index.ts'
import type { Result } from './api.ts'

/** A metric as the catalogue tells it. */
export type CataloguedMetric = Result<'metrics.list'>['metrics'][number]

/** Which way is better, in a sentence. */
export const DIRECTIONS: Readonly<Record<Metric['direction'], string>> = {
  higher: 'Higher is better.',
  lower: 'Lower is better.',
  context: 'Neither way is better by itself: it explains other metrics.',
}

/** How a number is put together, in a sentence. */
export const KINDS: Readonly<Record<Metric['kind'], string>> = {
  rate: 'A ratio of sums over the whole period.',
  share: 'A ratio of sums over the whole period, in per cent.',
  log: 'A mean of logarithms, shown as the geometric mean.',
  survival: 'The median of the time until it happens, with those still waiting (Kaplan and Meier).',
}

const CHAPTERS = [
  'Metrics of people',
  'Metrics of teams',
  'Time until something happens',
  'Metrics of your own',
] as const

/** Where a metric stands in the catalogue. */
export type Chapter = (typeof CHAPTERS)[number]

/** The chapters of the catalogue, in their order, each with its metrics; a chapter without any is left out. */
export function chaptersOf(metrics: readonly CataloguedMetric[]) {
  const byChapter = Map.groupBy(metrics, chapterOf)
  return CHAPTERS.flatMap((title) => {
    const some = byChapter.get(title) ?? []
    return some.length > 0 ? [{ title, metrics: some }] : []
  })
}

/** The chapter of a metric. */
export function chapterOf({ custom, kind, of }: CataloguedMetric): Chapter {
  if (custom) return 'Metrics of your own'
  if (kind === 'survival') return 'Time until something happens'
  return of === 'team' ? 'Metrics of teams' : 'Metrics of people'
}

/** The metrics that hold every word in their key, name, definition, unit or facts, in any case; all without a word. */
export function metricsWith(
  metrics: readonly CataloguedMetric[],
  words: string,
): CataloguedMetric[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return metrics.filter(({ id, name, definition, unit, made_of }) => {
    const text = [id, name, definition, unit, made_of].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
