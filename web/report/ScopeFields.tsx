import { Autocomplete, MultiSelect, SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'

interface Scope {
  from?: string | undefined
  to?: string | undefined
  team?: string[] | undefined
  filter?: string[] | undefined
}

interface Props {
  value: Scope
  onChange: (scope: Scope) => void
}

/** Which days a report is about; `silent` says which when nothing is said. */
export function PeriodFields({
  value: { from, to },
  onChange,
  silent,
}: Props & { silent: string }) {
  return (
    <>
      <TextInput
        type="date"
        label="From"
        description={`Empty: ${silent}`}
        value={from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label="To"
        description="Empty: the last day known"
        value={to ?? ''}
        onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
      />
    </>
  )
}

/** Which people a report is about. */
export function PeopleFields({ value: { team, filter }, onChange }: Props) {
  const teams = useQuery(query('teams.list', {}))
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = [...new Set(teams.data?.teams.map(({ name }) => name))].sort()
  const values = groups.data?.attribute_groups.flatMap(({ name, attributes }) =>
    attributes.map((value) => `${name}=${value.name}`),
  )
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <MultiSelect
        label="Teams"
        description="With the teams below them; empty: all"
        data={names}
        value={team ?? []}
        onChange={(next) => onChange({ team: next })}
        searchable
        clearable
      />
      <TagsInput
        label="Only people with"
        description="Such as Level=L4|L5; at most three attributes"
        data={values ?? []}
        value={filter ?? []}
        onChange={(next) => onChange({ filter: next })}
        maxTags={3}
        splitChars={[]}
        clearable
      />
    </SimpleGrid>
  )
}

/** Which attribute a report is about. */
export function AttributeField({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (attribute: string | undefined) => void
}) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = groups.data?.attribute_groups.flatMap(({ name, hidden }) => (hidden ? [] : [name]))
  return (
    <Autocomplete
      label="Attribute"
      description="Whose values are compared"
      required
      withAsterisk={false}
      data={names ?? []}
      value={value ?? ''}
      onChange={(next) => onChange(next || undefined)}
    />
  )
}
