import { expect, test } from 'vitest'
import {
  JUDGES_STUDY,
  measuredOf,
  PERCEPTION,
  REPORT_KINDS,
  type Takes,
} from '../../src/model/index.ts'
import type { CataloguedMetric } from '../metric-words.ts'
import { choicesFor, choicesWith, grouped, type ListedItem } from './metric-choices.ts'

const metric = (id: string, more: Partial<CataloguedMetric> = {}): CataloguedMetric => ({
  ...{ id, name: id, definition: '', unit: '', direction: 'higher', kind: 'rate' },
  ...{ unknown: '', gaming: '', guardrails: [], purposes: ['tools'], made_of: 'pull requests' },
  ...more,
})

const item = (key: string, kept_runs: number, more: Partial<ListedItem> = {}): ListedItem => ({
  ...{ key, name: 'Deep work', text: 'I have enough uninterrupted time.', kind: 'scale_5' },
  ...{ options: [], unit: '', lower_is_better: false, kept_runs },
  last_run: {
    ...{ name: 'Winter', opened: '2026-02-02', closed: '2026-02-13' },
    ...{ mode: 'confidential', key: 'kept', key_until: null },
  },
  ...more,
})

const metrics = [
  metric('one'),
  metric('tool_share'),
  metric('team', { of: 'team' }),
  metric('wait', { kind: 'survival' }),
]
const items = [
  item('twice', 2),
  item('once', 1),
  item('anonymous', 0),
  item('never', 0, { last_run: null }),
  item(PERCEPTION, 2),
]

const keys = (taken: Takes) =>
  choicesFor(taken, { metrics, items }).map(({ value, disabled }) => (disabled ? [value] : value))

test('a report is offered what it takes: items that nobody was asked are left out, others say why they cannot be chosen', () => {
  expect(keys(REPORT_KINDS.cohort.takes)).toEqual([
    'one',
    'tool_share',
    'team',
    'twice',
    'once',
    ['anonymous'],
    PERCEPTION,
  ])
  expect(keys(REPORT_KINDS.impact.takes)).toEqual(['one', 'twice', ['once'], ['anonymous']])
  expect(keys(measuredOf(REPORT_KINDS.impact.takes))).toEqual(['one'])
  expect(keys(REPORT_KINDS.distribution.takes)).toEqual(['one', 'tool_share', 'wait'])
  expect(keys(REPORT_KINDS.trend.takes)).toEqual(['one', 'tool_share'])
  expect(keys(JUDGES_STUDY)).toEqual(['one'])
})

test('an item is found by the words of its question, by its name and by its last run, in a group of its own', () => {
  const choices = choicesFor(REPORT_KINDS.cohort.takes, { metrics, items })
  const found = (words: string) => choicesWith(choices, words).map(({ value }) => value)
  for (const words of ['uninterrupted TIME', 'deep work', 'winter'])
    expect(found(words)).toEqual(['twice', 'once', 'anonymous', PERCEPTION])
  expect(grouped(choices).map(({ group }) => group)).toEqual([
    'Metrics of people',
    'Metrics of teams',
    'Questions of surveys',
  ])
})
