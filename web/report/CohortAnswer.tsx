import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { forest } from '../../src/charts/forest.ts'
import { forestsOf } from '../../src/charts/forests-of.ts'
import { colourOf } from '../../src/charts/palette.ts'
import type { Cohort } from '../../src/model/index.ts'
import type { CohortReport } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { differenceTable } from '../tables/cohort.ts'
import { Chart } from '../ui/Chart.tsx'
import { DataTableView } from '../ui/DataTableView.tsx'
import { dayText } from '../words.ts'
import { CohortMetricPanel } from './CohortMetricPanel.tsx'
import { Exports } from './Exports.tsx'
import { Ground, Warnings } from './Ground.tsx'

/** The answer of a cohort report, from the whole to the parts. */
export function CohortAnswer({ report }: { report: CohortReport }) {
  const { period, members_on, cohorts, metrics, warnings, spec } = report
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {dayText(period.from)} up to {dayText(period.to)}, whole weeks. Cohorts as of{' '}
          {dayText(members_on)}.
        </Text>
        <Exports method="reports.cohort" spec={spec} />
      </Group>
      <CohortSizes cohorts={cohorts} />
      <Warnings warnings={warnings} />
      <Differences report={report} />
      {metrics.map((answer) => (
        <CohortMetricPanel key={answer.metric.id} answer={answer} cohorts={cohorts} />
      ))}
      <Ground answer={report} />
      <HowAsked method="reports.cohort" args={spec}>
        <Text size="sm">
          Each person counts once, with one value over the period. The interval of a difference
          takes the people of a team as one, since they share work and reviewers. Like for like
          weights the second cohort to the make-up of the first.
        </Text>
      </HowAsked>
    </Stack>
  )
}

function CohortSizes({ cohorts }: { cohorts: Cohort[] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      {cohorts.map(({ name, people, teams, reason }) => (
        <div key={name} className="tile">
          <Group gap={8} wrap="nowrap">
            <span className="legend-mark" style={{ background: colourOf(name, cohorts) }} />
            <Text fw={600} className="wrap-anywhere">
              {name}
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {reason ? reason.message : `${people} people in ${teams} teams`}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

function Differences({ report }: { report: CohortReport }) {
  const forests = useMemo(() => forestsOf(report), [report])
  const last = report.cohorts.at(-1)?.name
  const within = report.metrics[0]?.comparisons[0]?.standardised.within ?? []
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Differences">
      <Title order={2} size="h4">
        What differs{last && `, against ${last}`}
      </Title>
      <Group gap="lg">
        <Key pale words="As the cohorts are" />
        {within.length > 0 && (
          <Key words={`Like for like, the figure at the right: the same ${within.join(', ')}`} />
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, md: forests.length > 1 ? 2 : 1 }} spacing="xl">
        {forests.map((one) => (
          <div key={`${one.unit} ${one.directed}`}>
            <Text size="sm" c="dimmed" mb={4}>
              {one.unit === '%' ? 'In per cent' : 'In points'}
              {one.directed ? '' : ', neither way better by itself'}
            </Text>
            <Chart
              chart={forest}
              data={one}
              label="Differences between the cohorts with their 95% intervals; the table below has the numbers"
            />
          </div>
        ))}
      </SimpleGrid>
      <details>
        <summary>As a table</summary>
        <DataTableView table={differenceTable(report)} />
      </details>
    </Stack>
  )
}

function Key({ words, pale }: { words: string; pale?: boolean }) {
  return (
    <Group gap={8} wrap="nowrap">
      <span className="legend-mark" data-pale={pale || undefined} />
      <Text size="sm">{words}</Text>
    </Group>
  )
}
