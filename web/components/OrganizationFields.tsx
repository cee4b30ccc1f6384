import { Autocomplete, TextInput } from '@mantine/core'
import { useAttributeNames } from '../useAttributeNames.ts'
import { NumberField } from './NumberField.tsx'
import type { FieldsProps } from './settings-draft.ts'

/** The name of the organization, its time zone, whose holidays people have, and the fewest people of a number. */
export function OrganizationFields({ draft, locked, faults, change }: FieldsProps) {
  const names = useAttributeNames() ?? []
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
      <Autocomplete
        label="Attribute of places"
        description="Its values name the country whose public holidays are no working days, such as DE, Germany or DE-BY. Who has none of them has the holidays of the time zone."
        value={draft.geo_attribute}
        error={faults.geo_attribute}
        disabled={locked}
        data={names}
        onChange={(geo_attribute) => change({ geo_attribute })}
      />
      <TextInput
        label="Country by default"
        description="For people of whom neither tells a country. Empty: they have no public holidays."
        value={draft.default_country ?? ''}
        error={faults.default_country}
        disabled={locked}
        onChange={(event) => change({ default_country: event.currentTarget.value || null })}
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
