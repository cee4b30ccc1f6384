import {
  MultiSelect,
  type MultiSelectProps,
  Pill,
  Stack,
  Text,
  VisuallyHidden,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Takes } from '../../src/model/index.ts'
import { query } from '../api.ts'
import { OneOf } from '../ui/OneOf.tsx'
import { choicesFor, choicesWith, grouped, type MetricChoice } from './metric-choices.ts'

interface Field {
  label: string
  description: string
  /** What may be chosen. */
  takes: Takes
  /** Keys that are chosen elsewhere already. */
  except?: readonly string[]
}

interface SeveralProps extends Field {
  value: string[]
  onChange: (keys: string[]) => void
  max?: number
}

/** Metrics and items of surveys, any of them: found by name, or by the words of the question. */
export function MetricsField({ label, description, value, onChange, max, ...of }: SeveralProps) {
  const { choices, list } = useChoices(of)
  return (
    <MultiSelect
      {...{ label, description, value, onChange, ...list }}
      {...(max !== undefined && { maxValues: max })}
      renderPill={({ value: key, onRemove, disabled }) => (
        <Pill withRemoveButton={disabled !== true} onRemove={onRemove} disabled={disabled}>
          {choices.find((it) => it.value === key)?.name ?? key}
        </Pill>
      )}
      searchable
      clearable
    />
  )
}

interface OneProps extends Field {
  value: string
  onChange: (key: string) => void
}

/** One metric or item of a survey. */
export function MetricField({ label, description, value, onChange, ...of }: OneProps) {
  const { list } = useChoices({ ...of, chosen: value })
  return (
    <OneOf
      {...{ label, description, value, ...list }}
      onChange={(key) => key !== null && onChange(key)}
      allowDeselect={false}
    />
  )
}

/** What may be chosen, and how a list shows and finds it. */
function useChoices({
  takes,
  except = [],
  chosen,
}: Pick<Field, 'takes' | 'except'> & { chosen?: string }) {
  const metrics = useQuery(query('metrics.list', {}))
  const items = useQuery(query('surveys.items.list', {}))
  const choices = choicesFor(takes, {
    metrics: metrics.data?.metrics ?? [],
    items: items.data?.items ?? [],
  }).filter(({ value }) => !except.includes(value))
  return {
    choices,
    list: {
      // what stands in the field is the name, which is short
      data: grouped(choices.map((it) => (it.value === chosen ? { ...it, label: it.name } : it))),
      filter: ({ search }) => grouped(choicesWith(choices, search)),
      renderOption: ({ option }) => (
        <Choice choice={choices.find(({ value }) => value === option.value)} />
      ),
      nothingFoundMessage: 'Nothing has all these words',
    } satisfies Partial<MultiSelectProps>,
  }
}

function Choice({ choice }: { choice: MetricChoice | undefined }) {
  if (choice === undefined) return null
  return (
    <Stack gap={0}>
      <span>{choice.label}</span>
      {choice.more && (
        <Text span size="xs" c="dimmed">
          <VisuallyHidden>, </VisuallyHidden>
          {choice.more}
        </Text>
      )}
    </Stack>
  )
}
