import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, type Result } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { Note } from '../ui/Note.tsx'
import { useOpenedForm } from '../useOpenedForm.ts'
import { useSave } from '../useSave.ts'
import { changesOf, draftOf, lackIn } from './draft.ts'
import { StudyFields } from './StudyFields.tsx'
import { StudyPower } from './StudyPower.tsx'

type Study = Result<'studies.info'>['study']

interface Props {
  study: Study
  onLeave: () => void
}

/** The design of a study, to be changed: all of it before the start; afterwards what the draw does not rest on, with a reason. */
export function ChangeStudy({ study, onLeave }: Props) {
  const { draft, setDraft, reason, setReason, changes, save } = useChange({ study, onLeave })
  const opened = useOpenedForm({ draft: [draft, reason], onLeave })
  const started = study.state === 'started'
  const same = Object.keys(changes).length === 0
  const unsaid = started && reason.trim() === '' ? 'Say why it is changed.' : undefined
  const lack = same ? 'Nothing is changed yet.' : (lackIn(draft) ?? unsaid)
  return (
    <form
      {...opened}
      aria-label="Change the study"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="lg">
        {started && <Marked />}
        <StudyFields
          draft={draft}
          drawn={started}
          onChange={(some) => setDraft({ ...draft, ...some })}
        />
        {!started && <StudyPower draft={draft} />}
        {started && (
          <TextInput
            label="Reason"
            description="It stands in the result, beside what was changed"
            maxLength={500}
            maw={760}
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
        )}
        {save.error && <Problem error={save.error} />}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending} disabled={lack !== undefined}>
            Save
          </Button>
          <Button variant="subtle" onClick={onLeave} disabled={save.isPending}>
            Cancel
          </Button>
          <Text size="sm" c="dimmed">
            {lack}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}

function Marked() {
  return (
    <Note kind="warning" title="It has started, so each change is marked in its result">
      <Text size="sm">
        With the day, the person and the reason. What the draw rests on, and the early look, cannot
        change any more: close the study and make another one for that.
      </Text>
    </Note>
  )
}

function useChange({ study, onLeave }: Props) {
  const [draft, setDraft] = useState(() => draftOf(study))
  const [reason, setReason] = useState('')
  const changes = changesOf(draftOf(study), draft)
  const said = reason.trim()
  const args = { id: study.id, ...changes, ...(said && { reason: said }) }
  const save = useSave(async () => (await call('studies.update', args)).study, onLeave)
  return { draft, setDraft, reason, setReason, changes, save }
}
