import { Radio, Select, Stack, TextInput } from '@mantine/core'
import type { Target } from './schedule-words.ts'

interface Props {
  target: Target
  disabled: boolean
  onChange: (target: Target) => void
}

const KINDS: Record<Target['kind'], string> = {
  file: 'A file in the folder "reports" of the server',
  slack: 'A message to Slack',
  webhook: 'A web hook of your own, as signed JSON',
}

const FORMATS = [
  { value: 'html', label: 'HTML, with charts' },
  { value: 'md', label: 'Markdown' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
]

/** Whereto a schedule sends. */
export function TargetFields({ target, disabled, onChange }: Props) {
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Where it is sent to"
        value={target.kind}
        onChange={(kind) => onChange(emptyOf(kind as Target['kind']))}
      >
        <Stack gap={6} mt={6}>
          {Object.entries(KINDS).map(([kind, label]) => (
            <Radio key={kind} value={kind} label={label} disabled={disabled} />
          ))}
        </Stack>
      </Radio.Group>
      {target.kind === 'file' ? (
        <>
          <TextInput
            label="Name of the file"
            description="Without its ending. The file of last time is replaced."
            value={target.name}
            disabled={disabled}
            onChange={(event) => onChange({ ...target, name: event.currentTarget.value })}
          />
          <Select
            label="Form"
            data={FORMATS}
            allowDeselect={false}
            value={target.format ?? 'html'}
            disabled={disabled}
            onChange={(format) => onChange({ ...target, format: format as 'html' })}
          />
        </>
      ) : (
        <TextInput
          label="Address"
          description="It is kept encrypted, and only its host is shown again."
          placeholder="https://"
          value={target.url}
          disabled={disabled}
          onChange={(event) => onChange({ ...target, url: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}

/** A target to be filled in; the link of a message leads to where the reader is. */
export function emptyOf(kind: Target['kind']): Target {
  if (kind === 'file') return { kind, name: 'weekly', format: 'html' }
  return kind === 'slack' ? { kind, url: '', facet_url: window.location.origin } : { kind, url: '' }
}
