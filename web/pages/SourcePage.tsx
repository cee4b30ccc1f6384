import { Box, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { counted, dayText } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { BackLink } from '../components/BackLink.tsx'
import { HowAsked } from '../components/HowAsked.tsx'
import { LastRun } from '../components/LastRun.tsx'
import { LeftOut } from '../components/LeftOut.tsx'
import { Problem } from '../components/Problem.tsx'
import { PushToSource } from '../components/PushToSource.tsx'
import { SourceDeeds } from '../components/SourceDeeds.tsx'
import { SourceForm } from '../components/SourceForm.tsx'
import { SourceHook } from '../components/SourceHook.tsx'
import { SourceState } from '../components/SourceState.tsx'
import { tell } from '../components/tell.tsx'
import { nextText, type Source, scheduleText } from '../source-words.ts'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { titleText } from '../words.ts'

const route = getRouteApi('/sources/$id')

/** How often it is asked again while the source is being read; milliseconds. */
const WHILE_READING = 1_000

type Info = Result<'sources.info'>

/** One source: how it stands, what it brought and left out, and what can be done with it. */
export function SourcePage() {
  const { id } = route.useParams()
  const [changing, setChanging] = useState(false)
  const info = useQuery({
    ...query('sources.info', { id }),
    refetchInterval: ({ state }) => (state.data?.source.reading ? WHILE_READING : false),
  })
  if (info.isPending) return <Waiting />
  if (info.error)
    return (
      <Page title="A source" above={<BackLink to="/sources">Sources</BackLink>}>
        <Problem error={info.error} reset={() => void info.refetch()} />
      </Page>
    )
  const { source, left } = info.data
  return (
    <Page
      title={source.name}
      above={<BackLink to="/sources">Sources</BackLink>}
      actions={<SourceState source={source} />}
    >
      <Facts info={info.data} />
      {changing ? (
        <Change source={source} onEnd={() => setChanging(false)} />
      ) : (
        <SourceDeeds source={source} onChange={() => setChanging(true)} />
      )}
      <LastRun source={source} />
      {source.kind === 'dx' && <PushToSource source={source} />}
      <SourceHook source={source} hooked={info.data.hook} />
      <LeftOut id={id} left={left} />
      <HowAsked method="sources.info" args={{ id }} />
    </Page>
  )
}

function Facts({ info: { source, covers, weeks_waiting } }: { info: Info }) {
  const address = source.settings.url
  return (
    <Box component="dl" className="facts panel" maw={640}>
      {typeof address === 'string' && <Fact name="Address">{address}</Fact>}
      <Fact name="Schedule">{scheduleText(source.schedule)}</Fact>
      <Fact name="Next run">{nextText(source)}</Fact>
      {covers.map(({ subject, from_day, to_day }) => (
        <Fact key={`${subject} ${from_day}`} name={`Known: ${titleText(subject).toLowerCase()}`}>
          {dayText(from_day)} until {dayText(to_day)}
        </Fact>
      ))}
      {weeks_waiting > 0 && (
        <Fact name="Being counted">
          {counted(weeks_waiting, 'week of a person', 'weeks of people')}
        </Fact>
      )}
    </Box>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}

function Change({ source, onEnd }: { source: Source; onEnd: () => void }) {
  const { data } = useQuery(query('sources.kinds', {}))
  const queries = useQueryClient()
  if (!data) return <Waiting />
  const kind = data.kinds.find((it) => it.kind === source.kind)
  if (!kind) return <Text>This version of Facet does not know sources of this kind.</Text>
  function saved() {
    void queries.invalidateQueries()
    tell('Saved.')
    onEnd()
  }
  return <SourceForm kind={kind} source={source} onSaved={saved} onLeave={onEnd} />
}
