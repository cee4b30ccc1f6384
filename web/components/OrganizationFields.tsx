import { Autocomplete, TextInput } from '@mantine/core'
import { NumberField } from './NumberField.tsx'
import type { FieldsProps } from './settings-draft.ts'

/** The name of the organization, its time zone, and the fewest people of a number. */
export function OrganizationFields({ draft, locked, faults, change }: FieldsProps) {
  return (
    <>
      <TextInput
        label="Name of the organization"
        value={draft.organization}
        error={faults.organization}
        disabled={locked}
        onChange={(event) => change({ organization: event.currentTarget.value })}
      />
      <Autocomplete
        label="Time zone"
        description="Days and weeks of people who have no time zone of their own are counted in it. After a change their weeks are counted anew."
        data={TIME_ZONES}
        limit={50}
        value={draft.time_zone}
        error={faults.time_zone}
        disabled={locked}
        onChange={(time_zone) => change({ time_zone })}
      />
      <NumberField
        label="Minimum group"
        description="No report shows a number about fewer people. Usually 5; it may be raised, or lowered to 3, for every report and every reader."
        min={3}
        value={draft.minimum_group}
        error={faults.minimum_group}
        disabled={locked}
        onChange={(minimum_group) => change({ minimum_group })}
      />
    </>
  )
}

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
