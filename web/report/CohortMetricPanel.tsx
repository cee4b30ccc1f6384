import { Group, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { quantileDots } from '../../src/charts/dots.ts'
import { colourOf } from '../../src/charts/palette.ts'
import { sentencesOf } from '../../src/charts/sentences-of.ts'
import { spreads } from '../../src/charts/spreads.ts'
import type { Cohort, CohortEstimate, CohortMetric } from '../../src/model/index.ts'
import { amount, bounds, listed, twoFigures, wholePercent } from '../../src/model/numbers.ts'
import { Chart } from '../ui/Chart.tsx'
import { None } from '../ui/None.tsx'
import { WideTable } from '../ui/WideTable.tsx'
import { Definition } from './Definition.tsx'

interface Props {
  answer: CohortMetric
  cohorts: Cohort[]
}

/** One metric of all cohorts: each with its interval, how its people spread, and the comparison in words. */
export function CohortMetricPanel({ answer, cohorts }: Props) {
  const { metric, survey } = answer
  const dots = useMemo(() => ({ answer, cohorts }), [answer, cohorts])
  const spread = spreads(answer)
  return (
    <Stack className="panel" gap="sm" component="section" aria-label={metric.name}>
      <Group justify="space-between" gap="xs">
        <Definition metric={metric} />
        <Text size="sm" c="dimmed">
          {metric.unit}
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, md: spread ? 2 : 1 }} spacing="xl">
        <Estimates answer={answer} cohorts={cohorts} />
        {spread && (
          <div>
            <Chart
              chart={quantileDots}
              data={dots}
              label={`How ${metric.name} spreads in each cohort, a dot for one person in twenty`}
            />
            <Text size="xs" c="dimmed">
              A dot is one person in twenty, from 40 people on; the line is the estimate, the band
              its interval.
            </Text>
          </div>
        )}
      </SimpleGrid>
      {survey && <Answered metric={metric} survey={survey} />}
      {sentencesOf(answer).map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}

/** Who answered an item of a survey; and where that differs much, what it would be if all had. */
function Answered({
  metric,
  survey: { wave, shares },
}: {
  metric: CohortMetric['metric']
  survey: NonNullable<CohortMetric['survey']>
}) {
  const write = (value: number) => amount(value, metric)
  const said = shares.flatMap(({ cohort, response_rate, weighted, weighted_interval }) => {
    if (response_rate === null) return []
    const rate = `${wholePercent(response_rate)} of ${cohort}`
    if (typeof weighted !== 'number') return [rate]
    const within = weighted_interval ? `, 95% interval ${bounds(weighted_interval, write)}` : ''
    return [`${rate} (weighted to all of it: ${write(weighted)}${within})`]
  })
  return (
    <Text size="sm" c="dimmed">
      Asked in {wave}. {said.length > 0 && `Answered by ${listed(said)}.`}
    </Text>
  )
}

function Estimates({ answer, cohorts }: Props) {
  const { metric } = answer
  const rows = rowsOf(answer, cohorts)
  return (
    <div>
      <WideTable minWidth={300}>
        <Table verticalSpacing={6} aria-label={`${metric.name} by cohort`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Cohort</Table.Th>
              <Table.Th className="number">{metric.kind === 'log' ? 'Typical' : 'Mean'}</Table.Th>
              <Table.Th className="number">95% interval</Table.Th>
              <Table.Th className="number">People</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <EstimateRow key={row.one.cohort} {...row} />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Reasons measured={rows.map(({ one }) => one)} />
    </div>
  )
}

interface Row {
  one: CohortEstimate
  label: string
  /** Undefined: it stands on no chart. */
  colour: string | undefined
}

/** The cohorts, each with whatever it is held against that is none of them, where there is anything to be seen of either. */
function rowsOf({ cohorts: measured, comparisons }: CohortMetric, cohorts: Cohort[]): Row[] {
  return measured.flatMap((one) => {
    const pair = comparisons.find(({ of, against }) => of === one.cohort && against)
    const own = { one, label: one.cohort, colour: colourOf(one.cohort, cohorts) }
    if (!pair?.against || (one.estimate === null && pair.against.estimate === null)) return [own]
    const otherTime = pair.same_people !== undefined
    const cohort = otherTime ? `${one.cohort} in the other period` : `all but ${one.cohort}`
    const label = otherTime ? 'In the other period' : 'Everybody else'
    return [own, { one: { ...pair.against, cohort }, label, colour: undefined }]
  })
}

/** Why something is missing in a table, each reason once. */
function Reasons({ measured }: { measured: CohortEstimate[] }) {
  const byMessage = Map.groupBy(measured, ({ reason }) => reason?.message ?? '')
  return [...byMessage]
    .filter(([message]) => message !== '')
    .map(([message, some]) => (
      <Text key={message} size="sm" c="dimmed" mt={4}>
        {some.length < measured.length && `${listed(some.map(({ cohort }) => cohort))}: `}
        {message}
      </Text>
    ))
}

function EstimateRow({ one, label, colour }: Row) {
  const { estimate, interval, people } = one
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8} wrap="nowrap">
          <span
            className="legend-mark"
            data-pale={colour === undefined || undefined}
            style={colour === undefined ? undefined : { background: colour }}
          />
          {label}
        </Group>
      </Table.Td>
      <Table.Td className="number">
        {estimate === null ? <None words="not shown" /> : twoFigures(estimate)}
      </Table.Td>
      <Table.Td className="number">
        {interval ? bounds(interval, twoFigures) : <None words="not known" />}
      </Table.Td>
      <Table.Td className="number">{people ?? <None words="not shown" />}</Table.Td>
    </Table.Tr>
  )
}
