import { Autocomplete, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'

interface Days {
  from?: string | undefined
  to?: string | undefined
}

interface Props {
  value: Days
  onChange: (days: Days) => void
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

/** Which attribute a report is about. */
export function AttributeField({
  value,
  required = true,
  usual,
  onChange,
}: {
  value: string | undefined
  /** Whether the report needs one. */
  required?: boolean
  /** The one that it is about when none is named. */
  usual?: string | undefined
  onChange: (attribute: string | undefined) => void
}) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = groups.data?.attribute_groups.flatMap(({ name, hidden }) => (hidden ? [] : [name]))
  return (
    <Autocomplete
      label="Attribute"
      description={descriptionOf(required, usual)}
      required={required}
      withAsterisk={false}
      data={names ?? []}
      value={value ?? ''}
      onChange={(next) => onChange(next || undefined)}
    />
  )
}

function descriptionOf(required: boolean, usual: string | undefined): string {
  if (usual !== undefined) return `The tool; empty: ${usual}`
  return required
    ? 'Whose values are compared'
    : 'Whose values are compared; empty: everybody as one'
}
