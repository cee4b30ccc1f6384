import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { Words } from './metric-draft.ts'

interface Props {
  words: Words
  /** What is wrong with a field, by its name. */
  faults: Readonly<Record<string, string>>
  locked: boolean
  onChange: (some: Partial<Words>) => void
}

const DIRECTIONS = [
  { value: 'higher', label: 'Higher is better' },
  { value: 'lower', label: 'Lower is better' },
  { value: 'context', label: 'Neither: it explains other metrics' },
]

/** What is said of a metric in words. */
export function WordFields({ words, faults, locked, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Name"
        description="What reports call it"
        placeholder="Local builds"
        maxLength={60}
        value={words.name}
        error={faults.name}
        disabled={locked}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
      />
      <Textarea
        label="Definition"
        description="What is counted, and what is left out"
        autosize
        minRows={2}
        maxLength={1000}
        value={words.definition}
        error={faults.definition}
        disabled={locked}
        onChange={({ currentTarget: { value } }) => onChange({ definition: value })}
      />
      <Textarea
        label="Purpose"
        description="What is to get better by it; never the judging of people. Everybody whom it is about may read this"
        autosize
        maxLength={500}
        value={words.purpose}
        error={faults.purpose}
        disabled={locked}
        onChange={({ currentTarget: { value } }) => onChange({ purpose: value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="Unit"
          description="Such as builds or hours; % of a ratio"
          maxLength={40}
          value={words.unit}
          error={faults.unit}
          disabled={locked}
          onChange={({ currentTarget: { value } }) => onChange({ unit: value })}
        />
        <NativeSelect
          label="Direction"
          description="Which way is better"
          data={DIRECTIONS}
          value={words.direction}
          disabled={locked}
          onChange={({ currentTarget: { value } }) =>
            onChange({ direction: value as Words['direction'] })
          }
        />
      </SimpleGrid>
    </>
  )
}
