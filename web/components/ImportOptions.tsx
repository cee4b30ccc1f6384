import { Autocomplete, Checkbox, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FactKind } from '../../src/model/index.ts'
import { query } from '../api.ts'
import type { Options } from '../drafts.ts'
import { titleText } from '../words.ts'

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
        <TextInput
          label="Tool"
          description="Where the file does not say it"
          value={options.tool ?? ''}
          onChange={(event) => set({ tool: event.currentTarget.value || undefined })}
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
      {SPOKEN_OF.includes(kind) && <SpokenOf options={options} set={set} />}
      {kind !== 'people' && kind !== 'teams' && (
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
const SPOKEN_OF: readonly FactKind[] = ['tool_days', 'pull_requests', 'reviews']

interface SetProps {
  options: Options
  set: (some: Partial<Options>) => void
}

function SpokenOf({ options, set }: SetProps) {
  return (
    <>
      <Day
        label="First day the file speaks of"
        description="Empty: that of its first line"
        value={options.from}
        onChange={(from) => set({ from })}
      />
      <Day
        label="Day after the last"
        description="Empty: the day after its last line"
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
      <TextInput
        label="Attribute"
        description="Becomes account, suspended or no account"
        placeholder="Coder"
        value={options.attribute ?? ''}
        onChange={(event) => set({ attribute: event.currentTarget.value || undefined })}
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
