import { Button, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { query } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { useScopes } from '../components/useScopes.ts'
import { NewSchedule } from '../schedules/NewSchedule.tsx'
import { ScheduleRow } from '../schedules/ScheduleRow.tsx'
import type { Schedule } from '../schedules/schedule-words.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/schedules')

/** The reports that are sent by themselves, and the way to make another, which an address may have begun. */
export function SchedulesPage() {
  const begun = route.useSearch()
  const navigate = route.useNavigate()
  const [wanted, setWanted] = useState(false)
  const may = useScopes()?.has('reports:write') === true
  const list = useQuery(query('schedules.list', {}))
  const adding = may && (wanted || begun.file !== undefined)
  function leave() {
    setWanted(false)
    void navigate({ search: {}, replace: true })
  }
  const add = may && !adding && <Button onClick={() => setWanted(true)}>New schedule</Button>
  return (
    <Page
      title="Schedules"
      intro="Reports that are sent by themselves: to a file, to Slack, or to a web hook. Each passes the same privacy rules as a page, as seen by somebody without special rights."
      actions={list.data && list.data.schedules.length > 0 && add}
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {adding && <NewSchedule key={begun.file} begun={begun} onLeave={leave} />}
      {begun.file !== undefined && !may && <OnlyAdmins />}
      {list.data && list.data.schedules.length > 0 && (
        <Schedules schedules={list.data.schedules} may={may} />
      )}
      {list.data?.schedules.length === 0 && !adding && (
        <EmptyText title="Nothing is sent yet">
          <Text mb="md" maw={760}>
            {may
              ? 'Say what is to be sent, when, and where to: a cohort report to Slack every Monday, for one.'
              : 'A Workspace Admin can have reports sent to you.'}
          </Text>
          {add}
        </EmptyText>
      )}
      <HowAsked method="schedules.list" args={{}} />
    </Page>
  )
}

function OnlyAdmins() {
  return (
    <Note kind="info" title="Only Workspace Admins may have reports sent">
      <Text size="sm">Send one of them the address of this page: it holds what is to be sent.</Text>
    </Note>
  )
}

function Schedules({ schedules, may }: { schedules: Schedule[]; may: boolean }) {
  return (
    <div className="panel flush">
      <Table verticalSpacing="sm" className="stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Schedule</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Last sent</Table.Th>
            <Table.Th>Next</Table.Th>
            <Table.Th aria-label="What can be done" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {schedules.map((schedule) => (
            <ScheduleRow key={schedule.id} schedule={schedule} may={may} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
