import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, type Result } from '../api.ts'
import { DraftForm } from '../components/DraftForm.tsx'
import { Note } from '../ui/Note.tsx'
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
  const started = study.state === 'started'
  const same = Object.keys(changes).length === 0
  const unsaid = started && reason.trim() === '' ? 'Say why it is changed.' : undefined
  return (
    <DraftForm
      title="Change the study"
      inParts
      draft={[draft, reason]}
      lack={same ? 'Nothing is changed yet.' : (lackIn(draft) ?? unsaid)}
      {...{ save, onLeave }}
    >
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
    </DraftForm>
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
