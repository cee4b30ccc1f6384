import { Group, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { quantileDots } from '../../src/charts/dots.ts'
import { colourOf } from '../../src/charts/palette.ts'
import { spreads } from '../../src/charts/spreads.ts'
import type { Cohort, CohortEstimate, CohortMetric } from '../../src/model/index.ts'
import { bounds, twoFigures } from '../../src/model/numbers.ts'
import { Chart } from '../ui/Chart.tsx'
import { None } from '../ui/None.tsx'
import { Definition } from './Definition.tsx'

interface Props {
  answer: CohortMetric
  cohorts: Cohort[]
}

/** One metric of all cohorts: each with its interval, how its people spread, and the comparison in words. */
export function CohortMetricPanel({ answer, cohorts }: Props) {
  const { metric, comparisons } = answer
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
              A dot is one person in twenty; the line is the estimate, the band its interval.
            </Text>
          </div>
        )}
      </SimpleGrid>
      {comparisons.map(({ of, to, sentence }) => (
        <Text key={`${of} ${to}`} size="sm">
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}

function Estimates({ answer: { metric, cohorts: measured }, cohorts }: Props) {
  return (
    <Table.ScrollContainer minWidth={300}>
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
          {measured.map((one) => (
            <EstimateRow key={one.cohort} one={one} colour={colourOf(one.cohort, cohorts)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function EstimateRow({ one, colour }: { one: CohortEstimate; colour: string }) {
  const { cohort, estimate, interval, people, reason } = one
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <Group gap={8} wrap="nowrap">
            <span className="legend-mark" style={{ background: colour }} />
            {cohort}
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
      {reason && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <Text size="sm" c="dimmed">
              {reason.message}
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}
