import { Button, Group, NativeSelect, SimpleGrid, Stack, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CohortSpec, REPORT_KINDS } from '../../src/model/index.ts'
import { query } from '../api.ts'
import { PeopleFilters } from '../components/PeopleFilters.tsx'
import type { CohortSearch } from '../search.ts'
import { CompareFields } from './CompareFields.tsx'
import { MetricsField } from './MetricsField.tsx'
import { AttributeField, PeriodFields } from './ScopeFields.tsx'
import { useAsked } from './useAsked.ts'

interface Props {
  asked: CohortSearch
  busy: boolean
  onAsk: (search: CohortSearch) => void
}

/** The question of a cohort report, to be changed. */
export function CohortForm({ asked, busy, onAsk }: Props) {
  const [draft, setDraft] = useAsked(asked)
  const set = (some: CohortSearch) => setDraft({ ...draft, ...some })
  const more = [draft.cohorts, draft.team, draft.filter, draft.as_of].some(
    (said) => said !== undefined,
  )
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
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <AttributeField
            value={draft.attribute}
            onChange={(attribute) => set({ attribute, cohorts: undefined })}
          />
          <PeriodFields value={draft} onChange={set} silent="twelve weeks before" />
        </SimpleGrid>
        <CompareFields value={draft} onChange={set} />
        <MetricsField
          takes={REPORT_KINDS.cohort.takes}
          label="Metrics"
          description="Of work, or what people answered; empty: five of pull requests"
          value={draft.metrics ?? []}
          onChange={(next) => set({ metrics: next.length > 0 ? next : undefined })}
        />
        <details open={more}>
          <summary>Cohorts, teams and filters</summary>
          <Stack gap="sm" mt="sm">
            <Cohorts draft={draft} set={set} />
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

const AS_OF: Record<CohortSpec['as_of'], string> = {
  start: 'On the first day of the period',
  today: 'Today',
}

function Cohorts({ draft, set }: { draft: CohortSearch; set: (some: CohortSearch) => void }) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const group = groups.data?.attribute_groups.find(({ name }) => name === draft.attribute)
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <TagsInput
        label="Cohorts"
        description='Values, or "Name=value|value" for several as one'
        data={group?.attributes.map(({ name }) => name) ?? []}
        value={draft.cohorts ?? []}
        onChange={(next) => set({ cohorts: next.length > 0 ? next : undefined })}
        splitChars={[]}
        clearable
      />
      <NativeSelect
        label="Whose values count"
        description="Today's may come after what is measured"
        data={CohortSpec.shape.as_of
          .unwrap()
          .options.map((value) => ({ value, label: AS_OF[value] }))}
        value={draft.as_of ?? 'start'}
        disabled={draft.compare === 'previous'}
        onChange={({ currentTarget: { value } }) =>
          set({ as_of: value === 'today' ? 'today' : undefined })
        }
      />
    </SimpleGrid>
  )
}
