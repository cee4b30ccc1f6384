import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { Problem } from '../components/Problem.tsx'
import { useScopes } from '../components/useScopes.ts'
import { firstDraft, lackIn, type StudyDraft } from '../study/draft.ts'
import { StudyFields } from '../study/StudyFields.tsx'
import { StudyPower } from '../study/StudyPower.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'

/** A study to be planned: what is expected, of whom, and whether it could be found at all. */
export function NewStudyPage() {
  const [draft, setDraft] = useState<StudyDraft>(() => firstDraft(new Date()))
  const may = useScopes()?.has('reports:write')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const lack = lackIn(draft)
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
      <form
        aria-label="Study"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Stack gap="lg">
          <StudyFields draft={draft} onChange={(some) => setDraft({ ...draft, ...some })} />
          <StudyPower draft={draft} />
          {may === false && (
            <Note kind="info">
              <Text size="sm">Only Workspace Admins keep studies; anybody may plan one here.</Text>
            </Note>
          )}
          {create.error && <Problem error={create.error} />}
          <Group>
            <Button
              type="submit"
              loading={create.isPending}
              disabled={lack !== undefined || may === false}
            >
              Keep this study
            </Button>
            <Text size="sm" c="dimmed">
              {lack}
            </Text>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}
