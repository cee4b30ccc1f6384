import { MultiSelect, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { CohortSpec } from '../../src/model/index.ts'
import type { CohortSearch } from '../search.ts'
import { useAttributeNames } from '../useAttributeNames.ts'

interface Props {
  value: CohortSearch
  onChange: (some: CohortSearch) => void
}

const COMPARE: Record<CohortSpec['compare'], string> = {
  cohorts: 'The last cohort',
  previous: 'Itself in another period',
  organization: 'Everybody else',
}

/** Attributes that may be crossed with the first. */
const MOST_ACROSS = 2

/** What the cohorts are crossed with, and what each is held against. */
export function CompareFields({ value, onChange }: Props) {
  const { compare = 'cohorts' } = value
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Across value={value} onChange={onChange} />
      <NativeSelect
        label="Each cohort against"
        description={DESCRIPTIONS[compare]}
        data={CohortSpec.shape.compare
          .unwrap()
          .options.map((option) => ({ value: option, label: COMPARE[option] }))}
        value={compare}
        onChange={({ currentTarget }) => onChange(changed(currentTarget.value))}
      />
      {compare === 'previous' && <OtherPeriod value={value} onChange={onChange} />}
    </SimpleGrid>
  )
}

const DESCRIPTIONS: Record<CohortSpec['compare'], string> = {
  cohorts: 'Of those with the same further values',
  previous: 'The people who are in it both times',
  organization: 'All who are asked for and not in it',
}

/** What goes with another comparison: its days, and whose values count, belong to one of them alone. */
function changed(word: string): CohortSearch {
  const compare = CohortSpec.shape.compare.unwrap().options.find((option) => option === word)
  if (compare === 'previous') return { compare, as_of: undefined }
  const none = { compare_from: undefined, compare_to: undefined }
  return { compare: compare === 'cohorts' ? undefined : compare, ...none }
}

function Across({ value: { attribute, across = [] }, onChange }: Props) {
  const names = useAttributeNames() ?? []
  return (
    <MultiSelect
      label="Across"
      description={`Up to ${MOST_ACROSS} more attributes: each combination is a cohort`}
      data={[...new Set([...names, ...across])].filter((name) => name !== attribute)}
      value={across}
      onChange={(next) => onChange({ across: next.length > 0 ? next : undefined })}
      maxValues={MOST_ACROSS}
      searchable
      clearable
    />
  )
}

function OtherPeriod({ value: { compare_from, compare_to }, onChange }: Props) {
  return (
    <>
      <TextInput
        type="date"
        label="Other period from"
        description="Empty: as long, just before"
        value={compare_from ?? ''}
        onChange={({ currentTarget }) =>
          onChange({ compare_from: currentTarget.value || undefined })
        }
      />
      <TextInput
        type="date"
        label="Other period to"
        description="Empty: as long as the period"
        value={compare_to ?? ''}
        onChange={({ currentTarget }) => onChange({ compare_to: currentTarget.value || undefined })}
      />
    </>
  )
}
