import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'
import { valuePairs } from '../filters.ts'

interface Props {
  value: string[]
  onChange: (segments: string[]) => void
}

/** Segments that a report tells apart at once. */
const MOST = 4

/** Groups in which an effect is told too. */
export function SegmentsField({ value, onChange }: Props) {
  const groups = useQuery(query('attributeGroups.list', {}))
  return (
    <MultiSelect
      label="Segments"
      description={`Groups in which the effect is told too, up to ${MOST}, chosen before you look; empty: bands of level`}
      data={valuePairs(groups.data?.attribute_groups.filter(({ sensitive }) => !sensitive) ?? [])}
      value={value}
      onChange={onChange}
      maxValues={MOST}
      searchable
      clearable
    />
  )
}
