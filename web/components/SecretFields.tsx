import { SegmentedControl, Stack, Text } from '@mantine/core'
import type { Field } from '../schema-form.ts'
import { type SecretDraft, within } from '../useSourceDraft.ts'
import { SchemaFields } from './SchemaFields.tsx'

interface Props {
  forms: Field[][]
  secret: SecretDraft
  faults: Record<string, string>
  /** Whether there is one already, which is never shown. */
  kept: boolean
  locked: boolean
  onChange: (secret: SecretDraft) => void
}

/** By what Facet signs in at a source: in one of the forms that its kind knows. */
export function SecretFields({ forms, secret, faults, kept, locked, onChange }: Props) {
  const fields = forms[secret.form] ?? []
  const whole = faults.secret
  return (
    <Stack gap="xs">
      {forms.length > 1 && (
        <SegmentedControl
          aria-label="How Facet signs in"
          w="fit-content"
          data={forms.map((some, form) => ({ value: String(form), label: some[0]?.label ?? '' }))}
          value={String(secret.form)}
          onChange={(form) => onChange({ form: Number(form), filled: {} })}
        />
      )}
      <SchemaFields
        hidden
        fields={kept ? fields.map((field) => ({ ...field, needed: false })) : fields}
        filled={secret.filled}
        faults={within(faults, 'secret')}
        locked={locked}
        onChange={(filled) => onChange({ ...secret, filled })}
      />
      {whole && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {whole}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {kept
          ? 'Kept encrypted and never shown. Leave it empty to keep it.'
          : 'Kept encrypted and never shown.'}
      </Text>
    </Stack>
  )
}
