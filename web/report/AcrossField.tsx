import { OneOf } from '../ui/OneOf.tsx'
import { TEAM_NAMES, useAttributeNames } from '../useAttributeNames.ts'

interface Props {
  value: string | undefined
  /** The attribute that is crossed. */
  attribute: string | undefined
  onChange: (across: string | undefined) => void
}

/** Which attribute crosses the one that a report is about. */
export function AcrossField({ value, attribute, onChange }: Props) {
  const names = [...(useAttributeNames() ?? []), ...TEAM_NAMES, ...(value ? [value] : [])]
  return (
    <OneOf
      label="Across"
      description="A second attribute, for the columns; empty: none"
      data={[...new Set(names)].filter((name) => name !== attribute)}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable
      nothingFoundMessage="There is no such attribute"
    />
  )
}
