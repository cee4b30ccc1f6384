import { TextInput } from '@mantine/core'
import { OneOf } from '../ui/OneOf.tsx'
import { TEAM_NAMES, useAttributeNames } from '../useAttributeNames.ts'

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
  teams = false,
  onChange,
}: {
  value: string | undefined
  /** Whether the report needs one. */
  required?: boolean
  /** The one that it is about when none is named. */
  usual?: string | undefined
  /** Whether it may be about teams too. */
  teams?: boolean
  onChange: (attribute: string | undefined) => void
}) {
  const known = [...(useAttributeNames() ?? []), ...(teams ? TEAM_NAMES : [])]
  return (
    <OneOf
      label="Attribute"
      description={descriptionOf(required, usual)}
      required={required}
      withAsterisk={false}
      data={[...new Set(value === undefined ? known : [...known, value])]}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable={!required}
      allowDeselect={!required}
      nothingFoundMessage="There is no such attribute"
    />
  )
}

function descriptionOf(required: boolean, usual: string | undefined): string {
  if (usual !== undefined) return `The tool; empty: ${usual}`
  return required
    ? 'Whose values are compared'
    : 'Whose values are compared; empty: everybody as one'
}
