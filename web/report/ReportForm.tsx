import {
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  SimpleGrid,
  Stack,
  TagsInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import * as z from 'zod'
import { measuredOf, type ReportKind, writeList } from '../../src/model/index.ts'
import { query } from '../api.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import { readList } from '../search.ts'
import { TEAM_NAMES, useAttributeNames } from '../useAttributeNames.ts'
import { AcrossField } from './AcrossField.tsx'
import { MetricField, MetricsField } from './MetricsField.tsx'
import { AttributeField, PeriodFields } from './ScopeFields.tsx'
import { SegmentsField } from './SegmentsField.tsx'
import { useAsked } from './useAsked.ts'

/** Arguments as an address holds them. */
export type Asked = Record<string, string>

interface Props {
  kind: ReportKind
  asked: Asked
  busy: boolean
  onAsk: (asked: Asked) => void
}

/** What fields say of arguments: words, lists, or nothing. */
type Said = { [name: string]: string | readonly string[] | undefined }

interface FieldProps {
  kind: ReportKind
  draft: Asked
  set: (some: Said) => void
}

/** The question of any report, made of its shape: a field for each argument that the shape has. */
export function ReportForm({ kind, asked, busy, onAsk }: Props) {
  const [draft, setDraft] = useAsked(asked)
  const set: FieldProps['set'] = (some) => setDraft(changed(draft, some))
  const has = (name: string) => name in kind.spec.shape
  const list = (name: string) => listOf(draft[name])
  const fields = { kind, draft, set }
  const more = ['cohorts', 'segments', 'team', 'filter'].some((name) => draft[name] !== undefined)
  return (
    <form
      className="panel"
      aria-label="Question"
      onSubmit={(event) => {
        event.preventDefault()
        onAsk(draft)
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          {has('attribute') && (
            <AttributeField
              value={draft.attribute}
              required={needed(kind).includes('attribute')}
              usual={usualOf(kind, 'attribute')}
              teams={has('across')}
              onChange={(attribute) => set({ attribute, cohorts: undefined })}
            />
          )}
          {has('from') && (
            <PeriodFields
              value={draft}
              onChange={(days) => set({ ...days })}
              silent="chosen for you"
            />
          )}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {has('across') && (
            <AcrossField
              value={draft.across}
              attribute={draft.attribute}
              onChange={(across) => set({ across })}
            />
          )}
          {has('metric') && <Metric {...fields} />}
          {has('metrics') && <Metrics {...fields} />}
          {has('by') && <BrokenDown {...fields} />}
          <Choices {...fields} />
        </SimpleGrid>
        <details open={more}>
          <summary>{moreOf(kind)}</summary>
          <Stack gap="sm" mt="sm">
            {has('cohorts') && <Cohorts {...fields} />}
            {has('segments') && (
              <SegmentsField value={list('segments')} onChange={(segments) => set({ segments })} />
            )}
            <PeopleFilters
              value={{ team: list('team'), filter: list('filter') }}
              onChange={(among) => set({ ...among })}
            />
          </Stack>
        </details>
        <Group>
          <Button type="submit" loading={busy} disabled={needed(kind).some((name) => !draft[name])}>
            Show report
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function moreOf({ spec: { shape } }: ReportKind): string {
  if ('cohorts' in shape) return 'Cohorts, teams and filters'
  return 'segments' in shape ? 'Segments, teams and filters' : 'Teams and filters'
}

/** The arguments that a report cannot do without. */
export function needed({ spec }: ReportKind): string[] {
  return z.toJSONSchema(spec, { io: 'input' }).required ?? []
}

/** What an argument is when nothing is said; undefined: nothing. */
function usualOf({ spec }: ReportKind, name: string): string | undefined {
  const { properties = {} } = z.toJSONSchema(spec, { io: 'input' })
  return (properties as Record<string, Choice>)[name]?.default
}

/** What says nothing is left out of the address. */
function changed(draft: Asked, some: Said): Asked {
  const told = Object.entries(some).map(([name, value]) => [
    name,
    Array.isArray(value) ? writeList(value) : ((value as string | undefined) ?? ''),
  ])
  const all: Asked = { ...draft, ...Object.fromEntries(told) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

function listOf(text: string | undefined): string[] {
  const list = readList(text ?? '')
  return Array.isArray(list) ? list.map(String) : []
}

function Metric({ kind, draft, set }: FieldProps) {
  const usual = usualOf(kind, 'metric') ?? ''
  return (
    <MetricField
      takes={measuredOf(kind.takes)}
      label="Metric"
      description="The one to judge by, chosen beforehand"
      value={draft.metric ?? usual}
      onChange={(metric) => set({ metric: metric === usual ? undefined : metric })}
    />
  )
}

function Metrics({ kind, draft, set }: FieldProps) {
  return (
    <MetricsField
      takes={kind.takes}
      label={'metric' in kind.spec.shape ? 'Further metrics' : 'Metrics'}
      description="Empty: those that are read first"
      value={listOf(draft.metrics)}
      onChange={(metrics) => set({ metrics })}
    />
  )
}

/** Attributes that a report is broken down by at once. */
const MOST_BY = 6

function BrokenDown({ draft, set }: FieldProps) {
  const by = listOf(draft.by)
  return (
    <MultiSelect
      label="Broken down by"
      description="Empty: role, level, geo and division"
      data={[...new Set([...(useAttributeNames() ?? []), ...TEAM_NAMES, ...by])]}
      value={by}
      onChange={(next) => set({ by: next })}
      maxValues={MOST_BY}
      searchable
      clearable
      nothingFoundMessage="There is no such attribute"
    />
  )
}

function Cohorts({ draft, set }: FieldProps) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const group = groups.data?.attribute_groups.find(({ name }) => name === draft.attribute)
  return (
    <TagsInput
      label="Cohorts"
      description='Values, or "Name=value|value"'
      data={group?.attributes.map(({ name }) => name) ?? []}
      value={listOf(draft.cohorts)}
      onChange={(cohorts) => set({ cohorts })}
      splitChars={[]}
      clearable
    />
  )
}

interface Choice {
  enum?: string[]
  default?: string
  description?: string
}

/** A field for each argument that is one of a few words. */
function Choices({ kind, draft, set }: FieldProps) {
  const { properties = {} } = z.toJSONSchema(kind.spec, { io: 'input' })
  return Object.entries(properties as Record<string, Choice>).flatMap(([name, choice]) =>
    choice.enum === undefined
      ? []
      : [
          <NativeSelect
            key={name}
            label={capitalised(name)}
            description={choice.description}
            data={choice.enum.map((value) => ({ value, label: capitalised(value) }))}
            value={draft[name] ?? choice.default ?? ''}
            onChange={({ currentTarget: { value } }) =>
              set({ [name]: value === choice.default ? undefined : value })
            }
          />,
        ],
  )
}

function capitalised(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
