import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { tell } from '../components/tell.tsx'
import { CommandLine } from '../ui/CommandLine.tsx'
import { Note } from '../ui/Note.tsx'
import { useOpenedForm } from '../useOpenedForm.ts'
import { fileName } from './report-file.ts'
import { FIRST_FILE, MOMENTS } from './schedule-words.ts'
import { emptyOf, TargetFields } from './TargetFields.tsx'

const CHOICES = [
  ...Object.values(MOMENTS).map(({ cron, label }) => ({ value: cron, label })),
  { value: '', label: 'By a schedule of your own' },
]

interface Props {
  /** What is known of it beforehand. */
  begun: { name?: string | undefined; file?: string | undefined }
  onLeave: () => void
}

/** What a new schedule is made of. */
export function NewSchedule({ begun, onLeave }: Props) {
  const { draft, change, save } = useNewSchedule(begun, onLeave)
  const opened = useOpenedForm({ draft, onLeave })
  if (save.data?.signing_key)
    return <ShowKey signingKey={save.data.signing_key} onLeave={onLeave} />
  const busy = save.isPending
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form {...opened} onSubmit={submit} aria-label="New schedule">
      <Stack className="panel" gap="md" maw={760}>
        <Title order={2} size="h4">
          Send a report by itself
        </Title>
        <TextInput
          label="Name"
          value={draft.name}
          disabled={busy}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Textarea
          label="What is sent"
          description="A file of reports, as “facet report FILE” takes it. Only what everybody may see who reads reports is sent."
          autosize
          minRows={6}
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace' } }}
          value={draft.file}
          disabled={busy}
          onChange={(event) => change({ file: event.currentTarget.value })}
        />
        <Moment draft={draft} busy={busy} change={change} />
        <TargetFields
          target={draft.target}
          disabled={busy}
          onChange={(target) => change({ target })}
        />
        {save.error && <Problem error={save.error} />}
        <Group gap="xs">
          <Button type="submit" loading={busy}>
            Save
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={busy}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Draft = ReturnType<typeof firstDraft>
type Change = (changes: Partial<Draft>) => void

function firstDraft({ name, file = FIRST_FILE }: Props['begun']) {
  const target = emptyOf('file')
  return {
    name: name ?? 'Weekly report',
    file,
    cron: MOMENTS.monday.cron as string,
    own: false,
    target: name && target.kind === 'file' ? { ...target, name: fileName(name) } : target,
  }
}

function useNewSchedule(begun: Props['begun'], onLeave: () => void) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => firstDraft(begun))
  const { own: _, ...args } = draft
  const save = useMutation({
    mutationFn: () => call('schedules.create', args),
    onSuccess: ({ schedule, signing_key }) => {
      tell(`${schedule.name} is sent by itself from now on.`)
      void queries.invalidateQueries()
      if (signing_key === null) onLeave()
    },
  })
  const change: Change = (changes) => setDraft((before) => ({ ...before, ...changes }))
  return { draft, change, save }
}

function Moment({ draft, busy, change }: { draft: Draft; busy: boolean; change: Change }) {
  return (
    <>
      <Select
        label="When it is sent"
        data={CHOICES}
        allowDeselect={false}
        value={draft.own ? '' : draft.cron}
        disabled={busy}
        onChange={(cron) => change(cron ? { cron, own: false } : { own: true })}
      />
      {draft.own && (
        <TextInput
          label="Schedule"
          description="Five fields of cron, in the time zone of the organization: minute, hour, day of the month, month, day of the week."
          value={draft.cron}
          disabled={busy}
          onChange={(event) => change({ cron: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function ShowKey({ signingKey, onLeave }: { signingKey: string; onLeave: () => void }) {
  return (
    <Note kind="info" title="The key of this web hook">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          Its receiver verifies with it that Facet sends. Copy it now: it is not shown again.
        </Text>
        <CommandLine command={signingKey} />
        <Button variant="default" onClick={onLeave}>
          I have copied it
        </Button>
      </Stack>
    </Note>
  )
}
