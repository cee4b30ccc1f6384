import { NumberInput } from '@mantine/core'

interface Props {
  label: string
  description: string | undefined
  min: number
  max?: number
  value: number | ''
  error: string | undefined
  disabled: boolean
  onChange: (value: number | '') => void
}

/** A whole number to be set. What is out of bounds is left as typed, for the server to refuse in words. */
export function NumberField({ value, error, onChange, ...more }: Props) {
  return (
    <NumberInput
      {...more}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      value={value}
      error={value === '' ? 'Enter a number.' : error}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : '')}
    />
  )
}
