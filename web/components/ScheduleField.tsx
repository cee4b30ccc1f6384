import { Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { SCHEDULES } from '../source-words.ts'

interface Props {
  /** Five fields of cron; null: only when asked. */
  value: string | null
  error: string | undefined
  disabled: boolean
  onChange: (value: string | null) => void
}

/** When a source is read by itself: by a name, or as cron has it. */
export function ScheduleField({ value, error, disabled, onChange }: Props) {
  const [own, setOwn] = useState(value !== null && !nameOf(value))
  const chosen = own ? 'cron' : value === null ? 'never' : nameOf(value)
  function choose(name: string) {
    setOwn(name === 'cron')
    if (name === 'never') onChange(null)
    else if (name === 'cron') onChange(value ?? '')
    else onChange(SCHEDULES[name as keyof typeof SCHEDULES].cron)
  }
  return (
    <Stack gap="xs">
      <Radio.Group label="When it is read" value={chosen ?? ''} onChange={choose}>
        <Stack gap={6} mt={6}>
          {Object.entries(SCHEDULES).map(([name, { label }]) => (
            <Radio key={name} value={name} label={label} disabled={disabled} />
          ))}
          <Radio value="never" label="Only when asked" disabled={disabled} />
          <Radio value="cron" label="By a schedule of your own" disabled={disabled} />
        </Stack>
      </Radio.Group>
      {own && (
        <TextInput
          label="Schedule"
          description="Five fields of cron, in the time zone of the organization: minute, hour, day of the month, month, day of the week."
          value={value ?? ''}
          error={error}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Stack>
  )
}

function nameOf(schedule: string): string | undefined {
  return Object.entries(SCHEDULES).find(([, { cron }]) => cron === schedule)?.[0]
}
