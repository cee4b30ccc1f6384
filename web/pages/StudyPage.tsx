import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { changedText, dayText } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { ChangeStudy } from '../study/ChangeStudy.tsx'
import { DesignPanel } from '../study/DesignPanel.tsx'
import { StudyArms } from '../study/StudyArms.tsx'
import { StudyDeeds } from '../study/StudyDeeds.tsx'
import { StudyPower } from '../study/StudyPower.tsx'
import { StudyResult } from '../study/StudyResult.tsx'
import { StudyState } from '../study/StudyState.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/studies/$id')

/** One study: what was said before, whom chance put where, and what came of it. */
export function StudyPage() {
  const { id } = route.useParams()
  const info = useQuery(query('studies.info', { id }))
  const study = info.data?.study
  const [changing, setChanging] = useState(false)
  return (
    <Page
      title={study?.name ?? 'Study'}
      intro={study?.hypothesis}
      above={<BackLink to="/studies">Studies</BackLink>}
      actions={study && <StudyState state={study.state} />}
    >
      {info.isPending && <Waiting />}
      {info.error && <Problem error={info.error} reset={() => void info.refetch()} />}
      {study && changing && <ChangeStudy study={study} onLeave={() => setChanging(false)} />}
      {info.data && !changing && <OneStudy info={info.data} onChange={() => setChanging(true)} />}
      <HowAsked method="studies.info" args={{ id }} />
    </Page>
  )
}

interface Props {
  info: Result<'studies.info'>
  onChange: () => void
}

function OneStudy({ info: { study, balance }, onChange }: Props) {
  const { id, state, to, always_valid, name } = study
  const locked = state === 'started' || (state === 'closed' && study.changes.some(isStop))
  return (
    <Stack gap="lg">
      <DesignPanel study={study} onChange={onChange} />
      {state === 'draft' && <StudyPower draft={study} />}
      <StudyDeeds study={study} />
      {locked && (
        <Note kind="info" title={`The result is locked until ${dayText(to)}`}>
          <Text size="sm">
            Who looks earlier finds effects that are not there: a weekly look at nothing finds
            something in a quarter of all studies.
          </Text>
        </Note>
      )}
      {state !== 'draft' && (!locked || always_valid) && <StudyResult id={id} />}
      {study.changes.length > 0 && locked && <Changes changes={study.changes} />}
      {balance && <StudyArms id={id} name={name} balance={balance} />}
    </Stack>
  )
}

type Change = Result<'studies.info'>['study']['changes'][number]

const isStop = ({ field }: Change) => field === 'stopped'

function Changes({ changes }: { changes: Change[] }) {
  return (
    <Note kind="warning" title="Changed after the start">
      {changes.map((it) => (
        <Text key={`${it.at} ${it.field}`} size="sm">
          {dayText(it.at.slice(0, 10))}: {it.field} from {changedText(it, it.before)} to{' '}
          {changedText(it, it.after)} by {it.actor}. {it.reason}
        </Text>
      ))}
    </Note>
  )
}
