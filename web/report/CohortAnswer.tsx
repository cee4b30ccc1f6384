import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { forest } from '../../src/charts/forest.ts'
import { forestsOf } from '../../src/charts/forests-of.ts'
import { colourOf } from '../../src/charts/palette.ts'
import { type Cohort, daysText, dayText, type Reason } from '../../src/model/index.ts'
import { listed, wholePercent } from '../../src/model/numbers.ts'
import type { CohortReport } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { differenceTable } from '../tables/cohort.ts'
import { Chart } from '../ui/Chart.tsx'
import { DataTableView } from '../ui/DataTableView.tsx'
import { CohortMetricPanel } from './CohortMetricPanel.tsx'
import { Exports } from './Exports.tsx'
import { Ground, Warnings } from './Ground.tsx'

/** The answer of a cohort report, from the whole to the parts. */
export function CohortAnswer({ report }: { report: CohortReport }) {
  const { cohorts, metrics, warnings, spec } = report
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {periodsText(report)}
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
          takes the people of a team as one, since they share work and reviewers.{' '}
          {spec.compare === 'previous'
            ? 'A change is that of the people who are in the cohort in both periods, each against themselves.'
            : 'Like for like weights the second side to the make-up of the first.'}
        </Text>
      </HowAsked>
    </Stack>
  )
}

function periodsText({ period, members_on, other_period }: CohortReport): string {
  const days = daysText(period)
  if (!other_period) return `${days}, whole weeks. Cohorts as of ${dayText(members_on)}.`
  return `${days}, against ${daysText(other_period)}, whole weeks. Each with the cohorts of its first day.`
}

function CohortSizes({ cohorts }: { cohorts: Cohort[] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      {cohorts.map(({ name, people, teams, other_time, reason }) => (
        <div key={name} className="tile">
          <Group gap={8} wrap="nowrap">
            <span className="legend-mark" style={{ background: colourOf(name, cohorts) }} />
            <Text fw={600} className="wrap-anywhere">
              {name}
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {reason ? hiddenText(reason, cohorts) : `${people} people in ${teams} teams`}
          </Text>
          {other_time && other_time.people !== null && (
            <Text size="sm" c="dimmed">
              Of {other_time.people} in the other period {stayedText(other_time.stayed)} in it.
            </Text>
          )}
        </div>
      ))}
    </SimpleGrid>
  )
}

/** Why a cohort is not shown; in short where there are many, since a warning names them all. */
function hiddenText({ message }: Reason, cohorts: Cohort[]): string {
  return cohorts.length > MOST_EXPLAINED ? 'Not shown' : message
}

const MOST_EXPLAINED = 4

/** Its ends are told without counting the few who may be left over. */
function stayedText(stayed: number | null): string {
  if (stayed === 1) return 'all or nearly all are still'
  return stayed === 0 || stayed === null
    ? 'hardly any are still'
    : `${wholePercent(stayed)} are still`
}

function Differences({ report }: { report: CohortReport }) {
  const forests = useMemo(() => forestsOf(report), [report])
  const all = report.metrics.flatMap(({ comparisons }) => comparisons)
  const within = all.find(({ standardised }) => standardised.within.length > 0)?.standardised.within
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Differences">
      <Title order={2} size="h4">
        What {againstText(report)}
      </Title>
      <Group gap="lg">
        <Key
          pale
          words={report.other_period ? 'Of those who are in it both times' : 'As the cohorts are'}
        />
        {within && (
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

function againstText({ spec: { compare, across = [] }, cohorts }: CohortReport): string {
  if (compare === 'previous') return 'changed since the other period'
  if (compare === 'organization') return 'differs from everybody else'
  if (across.length > 0) return `differs between people of the same ${listed(across)}`
  const last = cohorts.at(-1)?.name
  return `differs${last === undefined ? '' : `, against ${last}`}`
}

function Key({ words, pale }: { words: string; pale?: boolean }) {
  return (
    <Group gap={8} wrap="nowrap">
      <span className="legend-mark" data-pale={pale || undefined} />
      <Text size="sm">{words}</Text>
    </Group>
  )
}
