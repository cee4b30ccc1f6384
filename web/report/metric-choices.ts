import { counted, dayText, type Takes, takes } from '../../src/model/index.ts'
import type { Result } from '../api.ts'
import { type CataloguedMetric, type Chapter, chaptersOf } from '../metric-words.ts'

/** An item of surveys as it is listed. */
export type ListedItem = Result<'surveys.items.list'>['items'][number]

/** A metric or an item of surveys to choose. */
export interface MetricChoice {
  /** Its key. */
  value: string
  /** What it is found by: the name of a metric, the question of an item. */
  label: string
  /** What reports call it. */
  name: string
  group: Chapter | typeof QUESTIONS
  /** When an item was asked last, and why it cannot be chosen where it cannot. */
  more?: string
  disabled?: boolean
}

const QUESTIONS = 'Questions of surveys'

/** What a report or a study can be asked about: metrics in their chapters, then the items that people have answered. */
export function choicesFor(
  taken: Takes,
  { metrics, items }: { metrics: readonly CataloguedMetric[]; items: readonly ListedItem[] },
): MetricChoice[] {
  return [
    ...chaptersOf(metrics.filter((it) => takes(taken, it))).flatMap(({ title, metrics: some }) =>
      some.map(({ id, name }) => ({ value: id, label: name, name, group: title })),
    ),
    ...items
      .filter(({ key }) => takes(taken, { id: key, of: 'survey' }))
      .flatMap((item) => questionOf(item, taken.runs) ?? []),
  ]
}

function questionOf(
  { key, name, text, last_run, kept_runs }: ListedItem,
  needed: number,
): MetricChoice | undefined {
  if (last_run === null) return undefined
  const asked = `${name}: asked last in ${last_run.name}, ${dayText(last_run.opened)}`
  const choice = { value: key, label: text, name, group: QUESTIONS } as const
  if (kept_runs >= needed) return { ...choice, more: asked }
  const lack =
    kept_runs === 0
      ? 'its answers are anonymous, so groups cannot be compared'
      : `a change needs ${counted(needed, 'run')} of a survey`
  return { ...choice, more: `${asked}; ${lack}`, disabled: true }
}

/** The choices that hold every word in their key, name, question or last run, in any case. */
export function choicesWith(choices: readonly MetricChoice[], words: string): MetricChoice[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter(({ value, label, name, more = '' }) => {
    const text = [value, label, name, more].join(' ').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** The choices as a list in groups takes them. */
export function grouped(choices: readonly MetricChoice[]) {
  return [...Map.groupBy(choices, ({ group }) => group)].map(([group, some]) => ({
    group,
    items: some.map(({ value, label, disabled = false }) => ({ value, label, disabled })),
  }))
}
