import { Badge, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { effectText } from '../../src/charts/effects.ts'
import { eventCurve } from '../../src/charts/event-curve.ts'
import { impactForest } from '../../src/charts/impact-forest.ts'
import { areGuardrails, impactForests } from '../../src/charts/impact-forests.ts'
import { daysText } from '../../src/model/index.ts'
import { twoFigures } from '../../src/model/numbers.ts'
import type { ImpactReport } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { checkTable, curveTable, metricsTable } from '../tables/impact.ts'
import { Chart } from '../ui/Chart.tsx'
import { DataTableView } from '../ui/DataTableView.tsx'
import { Definition } from './Definition.tsx'
import { Exports } from './Exports.tsx'
import { Ground, Warnings } from './Ground.tsx'

/** The answer of an impact report: the one number with its evidence, the curve to be read, and the checks. */
export function ImpactAnswer({ report }: { report: ImpactReport }) {
  const { period, spec, warnings, naive } = report
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {daysText(period)}, in periods of four weeks.
        </Text>
        <Exports method="reports.impact" spec={spec} />
      </Group>
      <Effect report={report} />
      <Warnings warnings={warnings} />
      <Curve report={report} />
      <Several report={report} />
      <Stack className="panel" gap="sm" component="section" aria-label="Checks">
        <Title order={2} size="h4">
          Checks of the comparison
        </Title>
        {report.checks.length > 0 ? (
          <DataTableView table={checkTable(report)} />
        ) : (
          <Text size="sm">None could be made of what is known here.</Text>
        )}
      </Stack>
      <Stack className="panel" gap="xs" component="section" aria-label="Users beside the others">
        <Title order={2} size="h4">
          Users beside the others, and why not to read that
        </Title>
        <Text size="sm">{naive.sentence}</Text>
        <Text size="sm">{report.spillover.sentence}</Text>
      </Stack>
      <Ground answer={report} />
      <HowAsked method="reports.impact" args={spec}>
        <Text size="sm">{ADOPTION[report.adoption_by]}</Text>
        <Text size="sm">
          What was expected of an adopter is their own baseline of up to six periods before
          adoption, moved as those of the same level band moved who had not adopted yet. The
          interval comes from leaving out one team at a time.
        </Text>
      </HowAsked>
    </Stack>
  )
}

const ADOPTION: Record<ImpactReport['adoption_by'], string> = {
  days_of_use:
    'Adoption is the first week of use in at least two of four weeks; it is never undone.',
  account: 'Days of use are not known: adoption is the day on which the account was made.',
}

/** Every metric at once, where more than one was asked for. */
function Several({ report }: { report: ImpactReport }) {
  if (report.metrics.length < 2) return null
  return impactForests(report.metrics).map((data) => {
    const title = areGuardrails(data) ? 'What should not suffer' : 'All metrics at once'
    return (
      <Stack
        key={`${title} ${data.unit} ${data.directed}`}
        className="panel"
        gap="sm"
        component="section"
        aria-label={title}
      >
        <Title order={2} size="h4">
          {title}, in {data.unit === '%' ? 'per cent' : 'points'}
        </Title>
        <Chart
          chart={impactForest}
          data={data}
          label="The effect on each metric with its 95% interval; the table below has the numbers"
        />
        <details>
          <summary>As a table</summary>
          <DataTableView table={metricsTable(report.metrics)} />
        </details>
      </Stack>
    )
  })
}

/** A number that is not established does not stand out. */
function established(evidence: ImpactReport['evidence']): string | undefined {
  return evidence?.word === 'not established' ? 'dimmed' : undefined
}

function Effect({ report }: { report: ImpactReport }) {
  const { metric, effect, unit, evidence, sentence, observed, expected } = report
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Effect">
      <Group justify="space-between" gap="xs">
        <Definition metric={metric} />
        {evidence && (
          <Badge
            variant={evidence.word === 'clear' ? 'filled' : 'default'}
            size="lg"
            tt="none"
            fw={600}
          >
            {evidence.word}
          </Badge>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: effect ? 2 : 1 }} spacing="lg">
        {effect && (
          <div>
            <Text fz={34} fw={600} lh={1.2} c={established(evidence)} className="tile-number">
              {effectText(effect.estimate, unit)}
            </Text>
            <Text c="dimmed">
              95% interval {effectText(effect.interval.low, unit)} to{' '}
              {effectText(effect.interval.high, unit)}
            </Text>
          </div>
        )}
        <Facts report={report} />
      </SimpleGrid>
      <Text>{sentence}</Text>
      {observed !== null && expected !== null && (
        <Text size="sm" c="dimmed">
          After adoption {twoFigures(observed)} {metric.unit}, where {twoFigures(expected)} were
          expected.
        </Text>
      )}
    </Stack>
  )
}

function Facts({
  report: { people, teams, smallest_detectable, unit, widened },
}: {
  report: ImpactReport
}) {
  const rows = [
    ['Adopted', sideText(people.adopters, teams.adopters)],
    ['Compared with', sideText(people.controls, teams.controls)],
    [
      'Smallest effect that would show',
      smallest_detectable === null
        ? 'not known'
        : effectText(smallest_detectable, unit).replace('+', ''),
    ],
    ...(widened
      ? [
          [
            'With room for drift',
            `${effectText(widened.low, unit)} to ${effectText(widened.high, unit)}`,
          ],
        ]
      : []),
  ]
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function sideText(people: number | null, teams: number | null): string {
  return people === null ? 'too few to be shown' : `${people} people in ${teams} teams`
}

function Curve({ report }: { report: ImpactReport }) {
  if (report.curve.every(({ effect }) => effect === null)) return null
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="Event curve">
      <Title order={2} size="h4">
        Observed against expected, around adoption
      </Title>
      <Chart
        chart={eventCurve}
        data={report}
        label="Observed against expected by period around adoption, with 95% intervals; the table below has the numbers"
      />
      <Text size="sm" c="dimmed">
        In the shaded part nobody had adopted yet: there it should lie around zero. If it does not,
        the later part says less.
      </Text>
      <details>
        <summary>As a table</summary>
        <DataTableView table={curveTable(report)} />
      </details>
    </Stack>
  )
}
