import { Autocomplete, Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FactKind } from '../../src/model/index.ts'
import { query } from '../api.ts'
import type { Options } from '../drafts.ts'
import { useAttributeNames } from '../useAttributeNames.ts'
import { titleText } from '../words.ts'
import { SurveyOptions } from './SurveyOptions.tsx'

interface Props {
  kind: FactKind
  options: Options
  onChange: (options: Options) => void
}

/** What a person may say about a file of a kind beside its bytes. */
export function ImportOptionsForm({ kind, options, onChange }: Props) {
  const set = (some: Partial<Options>) => onChange({ ...options, ...some })
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label="What the file lists"
        value={options.as ?? kind}
        data={FactKind.options.map((value) => ({ value, label: titleText(value) }))}
        onChange={(event) => set({ as: FactKind.parse(event.currentTarget.value) })}
      />
      {kind === 'tool_users' && <ToolUsers options={options} set={set} />}
      {kind === 'tool_days' && (
        <AttributeName
          label="Tool"
          description="Where the file does not say it"
          value={options.tool}
          onChange={(tool) => set({ tool })}
        />
      )}
      {(kind === 'people' || kind === 'tool_users') && (
        <Day
          label="Values hold since"
          description="Where the file does not say it; empty: undated"
          value={options.valid_from}
          onChange={(valid_from) => set({ valid_from })}
        />
      )}
      {kind === 'survey_answers' && <SurveyOptions options={options} set={set} />}
      {SPOKEN_OF.includes(kind) && <SpokenOf kind={kind} options={options} set={set} />}
      {OF_ACCOUNTS.includes(kind) && (
        <Checkbox
          label="Create people for accounts that match nobody"
          checked={options.create_people ?? false}
          onChange={(event) => set({ create_people: event.currentTarget.checked || undefined })}
        />
      )}
    </SimpleGrid>
  )
}

/** Kinds whose files speak of days: outside them a number is unknown, not 0. */
const SPOKEN_OF: readonly FactKind[] = [
  'tool_days',
  'pull_requests',
  'reviews',
  'calendar_busy',
  'deployments',
  'pipeline_runs',
  'incidents',
  'custom_facts',
  'survey_answers',
]

/** Kinds whose lines are about accounts, which may be those of people who are not known. */
const OF_ACCOUNTS: readonly FactKind[] = [
  'tool_users',
  'tool_days',
  'pull_requests',
  'reviews',
  'absences',
  'calendar_busy',
  'custom_facts',
]

interface SetProps {
  options: Options
  set: (some: Partial<Options>) => void
}

function SpokenOf({ kind, options, set }: SetProps & { kind: FactKind }) {
  const survey = kind === 'survey_answers'
  return (
    <>
      <Day
        label={survey ? 'First day of the survey' : 'First day the file speaks of'}
        description={survey ? 'Where the file does not say it' : 'Empty: that of its first line'}
        value={options.from}
        onChange={(from) => set({ from })}
      />
      <Day
        label="Day after the last"
        description={survey ? 'Empty: it was one day' : 'Empty: the day after its last line'}
        value={options.to}
        onChange={(to) => set({ to })}
      />
    </>
  )
}

function ToolUsers({ options, set }: SetProps) {
  const teams = useQuery(query('teams.list', {}))
  const names = [...new Set(teams.data?.teams.map(({ name }) => name))]
  return (
    <>
      <AttributeName
        label="Attribute"
        description="Becomes account, suspended or no account"
        placeholder="Coder"
        value={options.attribute}
        onChange={(attribute) => set({ attribute })}
      />
      <Autocomplete
        label="Covers the people of team"
        description="Empty: everybody"
        data={names}
        value={options.within ?? ''}
        onChange={(within) => set({ within: within || undefined })}
      />
    </>
  )
}

interface AttributeNameProps {
  label: string
  description: string
  placeholder?: string
  value: string | undefined
  onChange: (name: string | undefined) => void
}

/** An attribute that is there, or a new one. */
function AttributeName({ value, onChange, ...said }: AttributeNameProps) {
  return (
    <Autocomplete
      {...said}
      data={useAttributeNames() ?? []}
      value={value ?? ''}
      onChange={(name) => onChange(name || undefined)}
    />
  )
}

interface DayProps {
  label: string
  description: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}

function Day({ label, description, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      label={label}
      description={description}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
