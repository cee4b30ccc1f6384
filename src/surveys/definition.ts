import { KNOWN_ITEMS, SurveyItem, type SurveyItemFact, type SurveyOption } from '../model/index.ts'

/** Labels of scales whose options a definition does not name. */
const USUAL = {
  scale_5: ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'],
  scale_3: ['Disagree', 'Neutral', 'Agree'],
} as const

/** How many of the last options of a scale are favourable unless a definition says which: the top two of five, the top of three. */
const TOP = { scale_5: 2, scale_3: 1, options: 0 } as const

/** The item that a definition defines, or why it defines none, in a sentence. */
export function definitionOf(fact: SurveyItemFact): SurveyItem | string {
  const kind = kindOf(fact)
  if (kind === undefined) return 'The kind of an item is scale_5, scale_3 or options.'
  const options = optionsOf(fact, kind)
  const steps = { scale_5: 5, scale_3: 3, options: options.length }[kind]
  if (options.length !== steps) return `A ${kind} has ${steps} options, this one ${options.length}.`
  const parsed = SurveyItem.safeParse({
    key: fact.key,
    name: fact.name ?? known(fact)?.name ?? fact.text.slice(0, 200),
    text: fact.text,
    kind,
    options,
    unit: fact.unit ?? '',
    lower_is_better: fact.lower_is_better ?? known(fact)?.lower_is_better ?? false,
  })
  if (!parsed.success) return faultOf(parsed.error.issues)
  return complaintOf(parsed.data, fact) ?? parsed.data
}

/**
 * What an item lacks to be scored, in a sentence; undefined when nothing. Options have values, all of them, or some are
 * favourable and some are not.
 */
export function complaintOf(
  { kind, options }: SurveyItem,
  { favourable = [] }: Pick<SurveyItemFact, 'favourable'> = {},
): string | undefined {
  const labels = options.map(({ label }) => label.toLowerCase())
  const strange = favourable.find((label) => !labels.includes(label.toLowerCase()))
  if (strange !== undefined) return `"${strange}" is favourable, and none of the options.`
  if (new Set(labels).size < labels.length) return 'Two options have the same label.'
  const values = options.filter(({ value }) => value !== null).length
  if (values > 0 && values < options.length) return 'Either all options have a value, or none has.'
  if (kind === 'options' && values > 0) return undefined
  const good = options.filter((option) => option.favourable).length
  if (good === 0 || good === options.length)
    return 'Say which options are favourable; it can be neither none nor all of them.'
}

/** An option as far as somebody has said it. */
type Given = Pick<SurveyOption, 'label'> & Partial<SurveyOption>

function known({ key }: SurveyItemFact) {
  return KNOWN_ITEMS.find((item) => item.key === key)
}

function kindOf(fact: SurveyItemFact): SurveyItem['kind'] | undefined {
  const said = fact.kind ?? known(fact)?.kind ?? (fact.options ? 'options' : 'scale_5')
  const kind = said === '5_point' ? 'scale_5' : said === '3_point' ? 'scale_3' : said
  return SurveyItem.shape.kind.safeParse(kind).data
}

function optionsOf(fact: SurveyItemFact, kind: SurveyItem['kind']): SurveyOption[] {
  const usual = kind === 'options' ? [] : USUAL[kind].map((label) => ({ label }))
  const given: Given[] = fact.options ?? known(fact)?.options ?? usual
  const good = fact.favourable?.map((label) => label.toLowerCase())
  return given.map((option, place) => {
    const top = place >= given.length - TOP[kind]
    const { label, value = null, favourable = top } = option
    return {
      label,
      value,
      favourable: good ? good.includes(label.toLowerCase()) : favourable,
    }
  })
}

function faultOf(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues
  return `${issue?.path.join('.') ?? 'It'}: ${issue?.message ?? 'cannot be read'}.`
}
