import { Button, DataList, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { counted, dayText } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import { query, type Result } from '../api.ts'
import { secondsText } from '../duration-words.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { instantText, sourceText, titleText } from '../words.ts'
import { HowAsked } from './HowAsked.tsx'
import { Problem } from './Problem.tsx'
import { useScopes } from './useScopes.ts'

type User = Pick<Result<'users.info'>['user'], 'id' | 'name' | 'email'>
type Tools = Result<'users.tools'>

/** What tools say of a person, asked for only when somebody wants to see it, since each look is written down. */
export function PersonTools({ user }: { user: User }) {
  const scopes = useScopes()
  const [open, setOpen] = useState(false)
  const who = useQuery(query('auth.whoami', {}))
  const may = scopes === undefined || (scopes.has('users:read') && scopes.has('reports:read'))
  const own = who.data?.user?.id === user.id
  return (
    <Stack className="panel" gap="md" component="section" aria-label="Use of tools">
      <Title order={2} size="h4">
        Use of tools
      </Title>
      {open ? (
        <Answer user={user} />
      ) : (
        <>
          <Text size="sm" maw={760}>
            Days of use, workspaces and their starts, and what notifications told, in the last 90
            days. These are one person's data: each look is written to the audit log, and{' '}
            {user.name} sees it.
          </Text>
          <Button
            variant="default"
            w="fit-content"
            onClick={() => setOpen(true)}
            disabled={!may && !own}
          >
            Show them
          </Button>
          {!may && !own && (
            <Text size="sm" c="dimmed">
              Only {user.name}, and whoever may read people and run reports, may see them.
            </Text>
          )}
        </>
      )}
    </Stack>
  )
}

function Answer({ user: { id, email } }: { user: User }) {
  const asked = useQuery(query('users.tools', { id }))
  if (asked.isPending) return <Waiting rows={3} />
  if (asked.error) return <Problem error={asked.error} reset={() => void asked.refetch()} />
  const { tools, workspaces, events, period } = asked.data
  return (
    <>
      <Text size="sm" c="dimmed">
        Since {dayText(period.from)}. What nobody told is unknown, not zero.
      </Text>
      <Part title="Days of use">{tools.length > 0 ? <Days tools={tools} /> : <Unknown />}</Part>
      <Part title="Workspaces">
        {workspaces.length > 0 ? <Workspaces workspaces={workspaces} /> : <Unknown />}
      </Part>
      <Part title="Events">{events.length > 0 ? <Events events={events} /> : <Unknown />}</Part>
      <HowAsked method="users.tools" args={{ email }} />
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

function Unknown() {
  return <Text size="sm">Unknown: no source has told anything of this.</Text>
}

function Days({ tools }: Pick<Tools, 'tools'>) {
  return (
    <DataList size="sm" labelWidth="140px">
      {tools.map((it) => (
        <DataList.Item key={it.tool}>
          <DataList.ItemLabel className="wrap-anywhere">{it.tool}</DataList.ItemLabel>
          <DataList.ItemValue>{daysText(it)}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}

function daysText({ days, known_days, last_day }: Tools['tools'][number]): string {
  const share = `${count(days)} of ${counted(known_days, 'known day')}`
  return last_day ? `${share}, last on ${dayText(last_day)}` : share
}

function Workspaces({ workspaces }: Pick<Tools, 'workspaces'>) {
  return (
    <>
      {workspaces.map((it) => (
        <DataList key={it.tool} size="sm" labelWidth="140px">
          {workspaceRows(it).map(([label, value]) => (
            <DataList.Item key={label}>
              <DataList.ItemLabel>{label}</DataList.ItemLabel>
              <DataList.ItemValue>{value}</DataList.ItemValue>
            </DataList.Item>
          ))}
        </DataList>
      ))}
      <Text size="sm" c="dimmed" maw={760} mt={4}>
        Of each workspace the last start before each reading is seen: this tells how starts go, not
        how many there are. A workspace that was stopped at each reading is not among them.
      </Text>
    </>
  )
}

function workspaceRows(it: Tools['workspaces'][number]): [string, ReactNode][] {
  return [
    [`Workspaces of ${it.tool}`, `${count(it.workspaces)} seen started`],
    ['Templates', it.templates.join(', ') || 'unknown'],
    ['Failed starts', `${count(it.failures)} of ${count(it.starts)} seen`],
    ['Time until ready', readyText(it)],
    ['Last start', instantText(it.last_at)],
  ]
}

function readyText({ ready_seconds, ready_starts }: Tools['workspaces'][number]): string {
  if (ready_seconds === null) return 'unknown'
  if (ready_starts === 1) return `${secondsText(ready_seconds)}, of one start`
  return `${secondsText(ready_seconds)}, the median of ${count(ready_starts)} starts`
}

function Events({ events }: Pick<Tools, 'events'>) {
  return (
    <DataList size="sm" labelWidth="140px">
      {events.map(({ source, name, times, last_at }) => (
        <DataList.Item key={`${source} ${name}`}>
          <DataList.ItemLabel>{titleText(name)}</DataList.ItemLabel>
          <DataList.ItemValue>
            {counted(times, 'time')}, last {instantText(last_at)} ({sourceText(source)})
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}
