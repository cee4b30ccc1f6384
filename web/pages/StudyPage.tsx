import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { listed } from '../../src/model/numbers.ts'
import { query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { StudyArms } from '../study/StudyArms.tsx'
import { StudyDeeds } from '../study/StudyDeeds.tsx'
import { StudyPower } from '../study/StudyPower.tsx'
import { StudyResult } from '../study/StudyResult.tsx'
import { StudyState } from '../study/StudyState.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { dayText } from '../words.ts'

const route = getRouteApi('/studies/$id')

/** One study: what was said before, whom chance put where, and what came of it. */
export function StudyPage() {
  const { id } = route.useParams()
  const info = useQuery(query('studies.info', { id }))
  const study = info.data?.study
  return (
    <Page
      title={study?.name ?? 'Study'}
      intro={study?.hypothesis}
      above={<BackLink to="/studies">Studies</BackLink>}
      actions={study && <StudyState state={study.state} />}
    >
      {info.isPending && <Waiting />}
      {info.error && <Problem error={info.error} reset={() => void info.refetch()} />}
      {info.data && <OneStudy info={info.data} />}
      <HowAsked method="studies.info" args={{ id }} />
    </Page>
  )
}

function OneStudy({ info: { study, balance } }: { info: Result<'studies.info'> }) {
  const { id, state, from, to, purpose, always_valid, name } = study
  const { data } = useQuery(query('metrics.list', {}))
  const nameOf = (key: string) => data?.metrics.find(({ id }) => id === key)?.name ?? key
  const locked = state === 'started' || (state === 'closed' && study.changes.some(isStop))
  return (
    <Stack gap="lg">
      <Stack className="panel" gap="xs" component="section" aria-label="Design">
        <Text size="sm">
          {dayText(from)} up to {dayText(to)}, {study.arms.join(' against ')}, judged by{' '}
          {nameOf(study.metric)}
          {study.guardrails.length > 0 && `, guarded by ${listed(study.guardrails.map(nameOf))}`}.
        </Text>
        <Text size="sm">{purpose}</Text>
        {study.seed !== null && (
          <Text size="sm" c="dimmed">
            Fixed on {dayText(study.frozen_on ?? from)}; teams drawn with the seed {study.seed}.
          </Text>
        )}
      </Stack>
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
      {changes.map(({ at, field, before, after, reason, actor }) => (
        <Text key={`${at} ${field}`} size="sm">
          {dayText(at.slice(0, 10))}: {field} from {before} to {after} by {actor}. {reason}
        </Text>
      ))}
    </Note>
  )
}
