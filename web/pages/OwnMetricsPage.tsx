import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { useScopes } from '../components/useScopes.ts'
import type { OwnMetric } from '../own-metrics/metric-draft.ts'
import { ChangeMetric, NewMetric } from '../own-metrics/OwnMetricForm.tsx'
import { OwnMetricTable } from '../own-metrics/OwnMetricTable.tsx'
import { CommandLine } from '../ui/CommandLine.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** The metrics that the organisation defined, and the way to define another. */
export function OwnMetricsPage() {
  const may = useScopes()?.has('admin') === true
  const [open, setOpen] = useState<OwnMetric | 'new'>()
  const list = useQuery(query('metrics.list', {}))
  const metrics = list.data?.metrics.flatMap(({ custom }) => custom ?? [])
  const add = may && !open && <Button onClick={() => setOpen('new')}>Define a metric</Button>
  const leave = () => setOpen(undefined)
  return (
    <Page
      title="Metrics of your own"
      intro="What only you can count: defined here, filled by files or by events of a source, and then in every report beside the metrics of Facet."
      actions={metrics && metrics.length > 0 && add}
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {open === 'new' && <NewMetric onLeave={leave} />}
      {open && open !== 'new' && <ChangeMetric key={open.id} metric={open} onLeave={leave} />}
      {metrics && metrics.length > 0 && (
        <>
          <OwnMetricTable metrics={metrics} may={may} onChange={setOpen} />
          <Numbers metric={metrics[0]?.key ?? ''} />
        </>
      )}
      {metrics?.length === 0 && !open && (
        <EmptyText title="There is no metric of your own yet">
          <Text mb="sm" maw={760}>
            {may
              ? 'Is there something that no source tells, such as local builds or tickets by hand? Say what it is and what it is for, then import its numbers: a line a person and day. It is about ways of working, never for judging people.'
              : 'A Workspace Admin can define them.'}
          </Text>
          {add}
        </EmptyText>
      )}
      <HowAsked method="metrics.list" args={{}} />
    </Page>
  )
}

function Numbers({ metric }: { metric: string }) {
  return (
    <details>
      <summary>How its numbers come in</summary>
      <Text size="sm" my="sm" maw={760}>
        A file with the columns metric, email, day and num (and den of a ratio), dropped on the page
        Import. Say from and to there: within them a day without a line is a 0 of a count. Events of
        a source need no file.
      </Text>
      <CommandLine
        command={`printf 'metric,email,day,num\\n${metric},ann@example.com,2026-01-05,3\\n' > numbers.csv`}
      />
    </details>
  )
}
