import { Stack, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { query } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { MetricCard } from '../components/MetricCard.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToLink } from '../components/ToLink.tsx'
import { type CataloguedMetric, chaptersOf, metricsWith } from '../metric-words.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** Every metric with its one definition, to be searched and linked to. */
export function MetricsPage() {
  const list = useQuery(query('metrics.list', {}))
  return (
    <Page
      title="Metrics"
      intro="What each number of a report means: what is counted, when it is unknown, how it can move without the work getting better, and what to read beside it."
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {list.data && <Catalogue metrics={list.data.metrics} />}
      <HowAsked method="metrics.list" args={{}} />
    </Page>
  )
}

function Catalogue({ metrics }: { metrics: CataloguedMetric[] }) {
  const [words, setWords] = useState('')
  const found = metricsWith(metrics, words)
  useScrollToAnchor()
  return (
    <>
      <TextInput
        type="search"
        label="Search"
        placeholder="review, deployments, days"
        description={`${found.length} of ${metrics.length} metrics`}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maw={360}
      />
      {chaptersOf(found).map(({ title, metrics: some }) => (
        <Stack key={title} component="section" aria-label={title} gap="md">
          <Title order={2} size="h3">
            {title}
          </Title>
          {some.map((metric) => (
            <MetricCard key={metric.id} metric={metric} onLeave={() => setWords('')} />
          ))}
        </Stack>
      ))}
      {found.length === 0 && (
        <EmptyText title="No metric has all these words">
          Try fewer of them, or a part of one. A metric that is missing can be{' '}
          <ToLink to="/metrics/own">defined as your own</ToLink>.
        </EmptyText>
      )}
    </>
  )
}

/** An address may lead to a metric that was not there yet when the page opened. */
function useScrollToAnchor(): void {
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView()
  }, [hash])
}
