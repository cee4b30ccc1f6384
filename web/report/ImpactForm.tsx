import { Button, Group, MultiSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../api.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import type { ImpactSearch } from '../search.ts'
import { AttributeField, PeriodFields } from './ScopeFields.tsx'

interface Props {
  asked: ImpactSearch
  busy: boolean
  onAsk: (search: ImpactSearch) => void
}

/** The question of an impact report, to be changed. */
export function ImpactForm({ asked, busy, onAsk }: Props) {
  const [draft, setDraft] = useState(asked)
  const { data } = useQuery(query('metrics.list', {}))
  // a team has no day on which it adopted, so its metrics have no place here
  const ofPeople = data?.metrics.filter((metric) => metric.of !== 'team') ?? []
  const choices = ofPeople.map(({ id, name }) => ({ value: id, label: name }))
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
          <Select
            label="Metric"
            description="The one to judge by, chosen beforehand"
            data={choices}
            value={draft.metric ?? 'pr_throughput'}
            onChange={(metric) => set({ metric: metric ?? undefined })}
            allowDeselect={false}
          />
        </SimpleGrid>
        <MultiSelect
          label="Further metrics"
          description="Shown beside it; it is allowed for that several are looked at"
          data={choices.filter(({ value }) => value !== (draft.metric ?? 'pr_throughput'))}
          value={draft.metrics ?? []}
          onChange={(metrics) => set({ metrics: metrics.length > 0 ? metrics : undefined })}
          searchable
          clearable
        />
        <details open={draft.team !== undefined || draft.filter !== undefined}>
          <summary>Teams and filters</summary>
          <Stack gap="sm" mt="sm">
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
