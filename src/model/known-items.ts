import type { SurveyItem } from './survey.ts'

/** An item that needs no definition, with the headers and wordings by which files name it beside its key and its text. */
export interface KnownItem extends SurveyItem {
  wordings: readonly string[]
}

/** The items that are recognised by themselves. */
export const KNOWN_ITEMS: readonly KnownItem[] = [
  agreed('deep_work', 'Deep work', 'I have enough uninterrupted time for focused work.', [
    'Focus time',
    'Deep work and focus time',
    'I have enough time for deep work',
  ]),
  amount(
    'env_toil',
    'Time lost to environment problems',
    'How many hours did you lose to problems with your development environment last week?',
    true,
    ['Environment toil', 'Dev environment toil', 'Hours lost to environment problems'],
  ),
  easy('ease_release', 'Ease of release', 'How easy is it to release a change?', [
    'Ease of deployment',
    'How easy is it to deploy a change',
  ]),
  easy(
    'ease_local_iteration',
    'Ease of local iteration',
    'How easy is it to try out a change while you work on it?',
    ['Local iteration', 'Local iteration speed', 'How easy is local iteration'],
  ),
  easy(
    'ease_dev_environment',
    'Ease of the development environment',
    'How easy is it to set up and keep up your development environment?',
    ['Dev environment', 'Development environment', 'Ease of dev environment'],
  ),
  easy(
    'ease_documentation',
    'Ease of finding documentation',
    'How easy is it to find the documentation you need?',
    ['Documentation', 'Ease of documentation', 'How easy is it to find documentation'],
  ),
  easy('ease_code', 'Ease of understanding code', 'How easy is it to understand the code?', [
    'Understanding code',
    'Code understandability',
    'How easy is it to understand code',
  ]),
  {
    key: 'new_capability_share',
    name: 'Time on new capabilities',
    text: 'What share of your time went to new capabilities?',
    kind: 'options',
    options: [
      ['0%', 0],
      ['1-20%', 10],
      ['21-40%', 30],
      ['41-60%', 50],
      ['61-80%', 70],
      ['81-100%', 90],
    ].map(([label, value]) => ({
      label: String(label),
      value: Number(value),
      favourable: false,
    })),
    unit: '% of the time',
    lower_is_better: false,
    wordings: ['New capability share', 'Share of time on new capabilities', 'Innovation ratio'],
  },
  amount(
    'perceived_time_saved',
    'Time saved, as perceived',
    'How many hours did the tool save you last week?',
    false,
    ['Time saved', 'AI time savings', 'Hours saved', 'Perceived time savings'],
  ),
]

/** The key of the item felt rather than measured, which is never shown without something measured. */
export const PERCEPTION = 'perceived_time_saved'

/** The known item that a header or an item's name in a file stands for, however it is spelt. */
export function knownItem(text: string): KnownItem | undefined {
  return BY_NAME.get(plainName(text))
}

/** A name of an item as names are compared: letters and digits, without case. */
export function plainName(text: string): string {
  return text
    .slice(0, 300)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^item\s*:/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const BY_NAME = new Map(
  KNOWN_ITEMS.flatMap((item) =>
    [item.key, item.name, item.text, ...item.wordings].map((name) => [plainName(name), item]),
  ),
)

function agreed(key: string, name: string, text: string, wordings: string[]): KnownItem {
  const labels = ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree']
  return { key, name, text, ...scale(labels), wordings }
}

function easy(key: string, name: string, text: string, wordings: string[]): KnownItem {
  const labels = ['Very difficult', 'Difficult', 'Neither easy nor difficult', 'Easy', 'Very easy']
  return { key, name, text, ...scale(labels), wordings }
}

/** The top two of five are favourable. */
function scale(
  labels: string[],
): Pick<SurveyItem, 'kind' | 'options' | 'unit' | 'lower_is_better'> {
  const options = labels.map((label, i) => ({ label, value: null, favourable: i >= 3 }))
  return { kind: 'scale_5', options, unit: '', lower_is_better: false }
}

/** Hours in a week, in steps that people can tell. */
function amount(
  key: string,
  name: string,
  text: string,
  lower_is_better: boolean,
  wordings: string[],
): KnownItem {
  const steps: [string, number][] = [
    ['0', 0],
    ['<1', 0.5],
    ['1-2', 1.5],
    ['3-5', 4],
    ['6-10', 8],
    ['>10', 12],
  ]
  const options = steps.map(([label, value]) => ({ label, value, favourable: false }))
  return { key, name, text, kind: 'options', options, unit: 'h/week', lower_is_better, wordings }
}
