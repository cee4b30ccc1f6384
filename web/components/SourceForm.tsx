import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import type { Source } from '../source-words.ts'
import { useOpenedForm } from '../useOpenedForm.ts'
import { type Kind, type SourceDraft, useSourceDraft, within } from '../useSourceDraft.ts'
import { Problem } from './Problem.tsx'
import { ScheduleField } from './ScheduleField.tsx'
import { SchemaFields } from './SchemaFields.tsx'
import { SecretFields } from './SecretFields.tsx'
import { SourceCheck } from './SourceCheck.tsx'

interface Props {
  kind: Kind
  /** The source that is changed; absent: a new one. */
  source?: Source
  onSaved: (source: Source) => void
  onLeave: () => void
}

/** What an administrator states of a source: to be tried before it is kept. */
export function SourceForm({ kind, source, onSaved, onLeave }: Props) {
  const draft = useSourceDraft({ kind, source, onSaved })
  const { faults, error, busy, test } = draft
  const opened = useOpenedForm({ draft: draft.filled, onLeave })
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    draft.save()
  }
  return (
    <form
      {...opened}
      onSubmit={submit}
      aria-label={source ? `Change ${source.name}` : `Connect ${kind.title}`}
    >
      <Stack className="panel" gap="md">
        <Title order={2} size="h4">
          {source ? 'Settings of this source' : `Connect ${kind.title}`}
        </Title>
        <Text size="sm" maw={760} className="wrap-anywhere">
          <b>The right that it needs.</b> {kind.rights}
        </Text>
        <Fields draft={draft} kept={source !== undefined} />
        <SourceCheck task={test} />
        {error !== null && Object.keys(faults).length === 0 && <Problem error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={busy === 'save'} disabled={busy !== undefined}>
            Save
          </Button>
          <Button
            variant="default"
            onClick={draft.tryIt}
            loading={busy === 'test'}
            disabled={busy !== undefined}
          >
            Test the connection
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={busy !== undefined}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** `kept`: there is a source already, with a secret that is never shown. */
function Fields({ draft, kept }: { draft: SourceDraft; kept: boolean }) {
  const { fields, forms, filled, change, faults } = draft
  const locked = draft.busy !== undefined
  return (
    <Stack gap="md" maw={520}>
      <TextInput
        label="Name"
        description="As people will see it."
        withAsterisk
        value={filled.name}
        error={faults.name}
        disabled={locked}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <SchemaFields
        fields={fields}
        filled={filled.settings}
        faults={within(faults, 'settings')}
        locked={locked}
        onChange={(settings) => change({ settings })}
      />
      <SecretFields
        forms={forms}
        secret={filled.secret}
        faults={faults}
        kept={kept}
        locked={locked}
        onChange={(secret) => change({ secret })}
      />
      <ScheduleField
        value={filled.schedule}
        error={faults.schedule}
        disabled={locked}
        onChange={(schedule) => change({ schedule })}
      />
    </Stack>
  )
}
