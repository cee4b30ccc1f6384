import { counted, type ReportName } from '../../src/model/index.ts'
import type { Result } from '../api.ts'
import { type CataloguedMetric, type Chapter, chapterOf, chaptersOf } from '../metric-words.ts'
import { dayText } from '../words.ts'

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

/** What takes metrics: a report, what an impact is checked by, or the design of a study. */
export type Taker = Exclude<ReportName, 'adoption'> | 'control' | 'study'

const QUESTIONS = 'Questions of surveys'
const PEOPLE: readonly Chapter[] = ['Metrics of people', 'Metrics of your own']
const ALL: readonly Chapter[] = [...PEOPLE, 'Metrics of teams']

/** Use moves them by definition, so they say nothing of what the tool does. */
const MADE_OF_USE = ['tool_active_days', 'tool_share', 'coding_days', 'assisted_pr_share']

interface Taken {
  chapters: readonly Chapter[]
  /** Runs with a key that an item needs; absent: no item is taken. */
  runs?: number
  without?: readonly string[]
}

/** What each takes; the rest it would refuse. */
const TAKEN: Record<Taker, Taken> = {
  tool: { chapters: PEOPLE, runs: 2, without: MADE_OF_USE },
  cohort: { chapters: ALL, runs: 1 },
  impact: { chapters: PEOPLE, runs: 2, without: MADE_OF_USE },
  trend: { chapters: PEOPLE },
  distribution: { chapters: [...PEOPLE, 'Time until something happens'] },
  breakdown: { chapters: ALL, runs: 1 },
  correlation: { chapters: ALL, runs: 1, without: MADE_OF_USE.slice(0, 3) },
  control: { chapters: PEOPLE, without: MADE_OF_USE },
  study: { chapters: PEOPLE, without: MADE_OF_USE.slice(0, 2) },
}

/** What a report or a study can be asked about: metrics in their chapters, then the items that people have answered. */
export function choicesFor(
  taker: Taker,
  { metrics, items }: { metrics: readonly CataloguedMetric[]; items: readonly ListedItem[] },
): MetricChoice[] {
  const { chapters, runs, without = [] } = TAKEN[taker]
  const taken = metrics.filter((it) => chapters.includes(chapterOf(it)) && !without.includes(it.id))
  return [
    ...chaptersOf(taken).flatMap(({ title, metrics: some }) =>
      some.map(({ id, name }) => ({ value: id, label: name, name, group: title })),
    ),
    ...(runs === undefined ? [] : items.flatMap((item) => questionOf(item, runs) ?? [])),
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
