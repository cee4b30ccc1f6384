import { Button, Group, SimpleGrid, Stack } from '@mantine/core'
import { ImpactSpec, measuredOf, REPORT_KINDS } from '../../src/model/index.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import type { ImpactSearch } from '../search.ts'
import { MetricField, MetricsField } from './MetricsField.tsx'
import { AttributeField, PeriodFields } from './ScopeFields.tsx'
import { useAsked } from './useAsked.ts'

interface Props {
  asked: ImpactSearch
  busy: boolean
  onAsk: (search: ImpactSearch) => void
}

const { takes } = REPORT_KINDS.impact

/** The question of an impact report, to be changed. */
export function ImpactForm({ asked, busy, onAsk }: Props) {
  const [draft, setDraft] = useAsked(asked)
  const { metric = ImpactSpec.shape.metric.parse(undefined) } = draft
  const more = [draft.team, draft.filter, draft.negative_control].some((it) => it !== undefined)
  const set = (some: ImpactSearch) => setDraft({ ...draft, ...some })
  return (
    <form
      className="panel"
      aria-label="Question"
      onSubmit={(event) => {
        event.preventDefault()
        onAsk(draft)
      }}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          <AttributeField value={draft.attribute} onChange={(attribute) => set({ attribute })} />
          <PeriodFields value={draft} onChange={set} silent="the first day known" />
          <MetricField
            takes={takes}
            label="Metric"
            description="The one to judge by, chosen beforehand"
            value={metric}
            onChange={(next) => set({ metric: next })}
          />
        </SimpleGrid>
        <MetricsField
          takes={takes}
          label="Further metrics"
          description="Shown beside it; it is allowed for that several are looked at"
          except={[metric]}
          value={draft.metrics ?? []}
          onChange={(next) => set({ metrics: next.length > 0 ? next : undefined })}
        />
        <details open={more}>
          <summary>Teams, filters and a check</summary>
          <Stack gap="sm" mt="sm">
            <MetricsField
              takes={measuredOf(takes)}
              label="Negative control"
              description="A metric that the tool cannot move, so that its effect should be 0; empty: none"
              max={1}
              value={draft.negative_control === undefined ? [] : [draft.negative_control]}
              onChange={([next]) => set({ negative_control: next })}
            />
            <PeopleFilters value={draft} onChange={set} />
          </Stack>
        </details>
        <Group>
          <Button type="submit" loading={busy} disabled={!draft.attribute}>
            Show report
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
