import { Autocomplete } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'

interface Props {
  value: string | undefined
  onChange: (across: string | undefined) => void
}

/** Which attribute crosses the one that a report is about. */
export function AcrossField({ value, onChange }: Props) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = groups.data?.attribute_groups.flatMap(({ name, hidden }) => (hidden ? [] : [name]))
  return (
    <Autocomplete
      label="Across"
      description="A second attribute, for the columns; empty: none"
      data={[...new Set([...(names ?? []), 'team', 'division'])]}
      value={value ?? ''}
      onChange={(next) => onChange(next || undefined)}
    />
  )
}
