import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import type { Field, Filled } from '../schema-form.ts'

interface Props {
  fields: Field[]
  filled: Filled
  /** What is wrong with a field, by its name. */
  faults: Record<string, string>
  locked: boolean
  /** Whether what is typed is hidden from who looks on. */
  hidden?: boolean
  onChange: (filled: Filled) => void
}

/** The fields of a schema, each with its words. */
export function SchemaFields({ fields, filled, faults, locked, hidden, onChange }: Props) {
  return (
    <Stack gap="md">
      {fields.map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={filled[field.name] ?? ''}
          error={faults[field.name]}
          disabled={locked}
          hidden={hidden === true}
          onChange={(value) => onChange({ ...filled, [field.name]: value })}
        />
      ))}
    </Stack>
  )
}

interface OneProps {
  field: Field
  value: string | boolean
  error: string | undefined
  disabled: boolean
  hidden: boolean
  onChange: (value: string | boolean) => void
}

function OneField({ field, value, error, disabled, hidden, onChange }: OneProps) {
  const { label, words, type, needed } = field
  const common = { label, disabled, error }
  if (type === 'flag')
    return (
      <Checkbox
        {...common}
        description={words}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  const description = type === 'list' ? `${words} Several: with commas between.` : words
  const text = { ...common, description, withAsterisk: needed, value: String(value) }
  if (type === 'long')
    return (
      <Textarea
        {...text}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <TextInput
      {...text}
      type={hidden ? 'password' : type === 'day' ? 'date' : 'text'}
      autoComplete={hidden ? 'new-password' : 'off'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
