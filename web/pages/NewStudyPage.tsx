import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { DraftForm } from '../components/DraftForm.tsx'
import { useScopes } from '../components/useScopes.ts'
import { firstDraft, lackIn, type StudyDraft } from '../study/draft.ts'
import { StudyFields } from '../study/StudyFields.tsx'
import { StudyPower } from '../study/StudyPower.tsx'
import { Page } from '../ui/Page.tsx'

const NOT_YOURS = 'Only Workspace Admins keep studies; anybody may plan one here.'

/** A study to be planned: what is expected, of whom, and whether it could be found at all. */
export function NewStudyPage() {
  const [draft, setDraft] = useState<StudyDraft>(() => firstDraft(new Date()))
  const may = useScopes()?.has('reports:write')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: () => call('studies.create', draft),
    onSuccess: async ({ study }) => {
      await queries.invalidateQueries()
      await navigate({ to: '/studies/$id', params: { id: study.id } })
    },
  })
  return (
    <Page
      title="New study"
      intro="Say first what you expect and by what you will judge it. Nothing is drawn until you start it."
      above={<BackLink to="/studies">Studies</BackLink>}
    >
      <DraftForm
        title="Study"
        inParts
        draft={draft}
        save={create}
        keep="Keep this study"
        lack={may === false ? NOT_YOURS : lackIn(draft)}
        onLeave={() => void navigate({ to: '/studies' })}
      >
        <StudyFields draft={draft} onChange={(some) => setDraft({ ...draft, ...some })} />
        <StudyPower draft={draft} />
      </DraftForm>
    </Page>
  )
}
