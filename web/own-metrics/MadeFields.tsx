import { Autocomplete, NativeSelect, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useSourceKeys } from '../components/useSourceKeys.ts'
import { keyOf, type MetricDraft } from './metric-draft.ts'

interface Props {
  draft: MetricDraft
  /** What is wrong with a field, by its name. */
  faults: Readonly<Record<string, string>>
  onChange: (some: Partial<MetricDraft>) => void
}

const CODES = [
  { value: 'C', label: 'A count, by available day' },
  { value: 'R', label: 'A ratio of two sums' },
]

/** How the numbers of a metric come about; this cannot change afterwards. */
export function MadeFields({ draft, faults, onChange }: Props) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="Key"
          description="By which files and reports name it; empty: made of the name"
          placeholder={keyOf(draft.name) || 'local_builds'}
          value={draft.key}
          error={faults.key}
          onChange={({ currentTarget: { value } }) => onChange({ key: value })}
        />
        <NativeSelect
          label="Calculation"
          description="How a number of a person comes about"
          data={CODES}
          value={draft.code}
          onChange={({ currentTarget: { value } }) =>
            onChange({ code: value as MetricDraft['code'] })
          }
        />
      </SimpleGrid>
      <Radio.Group
        label="Where its numbers come from"
        value={draft.events ? 'events' : 'files'}
        onChange={(from) => onChange({ events: from === 'events' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="files" label="Files of numbers: person, day, number" />
          <Radio value="events" label="Events that a source tells" />
        </Stack>
      </Radio.Group>
      {draft.events && <EventFields {...{ draft, faults, onChange }} />}
    </>
  )
}

function EventFields({ draft, faults, onChange }: Props) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Autocomplete
        label="Source"
        description="Its key, such as coder"
        data={useSourceKeys()}
        value={draft.event_source}
        error={faults.event_source}
        onChange={(event_source) => onChange({ event_source })}
      />
      <TextInput
        label="Event"
        description="Its name, such as workspace_created"
        value={draft.event_name}
        error={faults.event_name}
        onChange={({ currentTarget: { value } }) => onChange({ event_name: value })}
      />
      <TextInput
        label="Detail that holds the number"
        description="Empty: each event counts 1"
        value={draft.event_value}
        error={faults.event_value}
        onChange={({ currentTarget: { value } }) => onChange({ event_value: value })}
      />
      <TextInput
        type="date"
        label="Complete since"
        description="Days before are unknown; from then on a day without an event is a 0"
        value={draft.since}
        error={faults.since}
        onChange={({ currentTarget: { value } }) => onChange({ since: value })}
      />
    </SimpleGrid>
  )
}
