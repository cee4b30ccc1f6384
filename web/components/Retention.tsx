import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { counted, dayText } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { NumberField } from './NumberField.tsx'
import { Problem } from './Problem.tsx'
import { Removed } from './Removed.tsx'
import { faultsOf, type Settings } from './settings-draft.ts'
import { useRehearsed } from './useRehearsed.ts'

/** Months where nothing is set, or everything is kept. */
const USUAL = 25

/** How long facts about people are kept. What is too old is counted before it goes. */
export function Retention({ settings, may }: { settings: Settings; may: boolean }) {
  const kept = settings.retention_months
  const [months, setMonths] = useState<number | ''>(kept ?? USUAL)
  const next = useQuery({ ...query('retention.info', {}), enabled: may })
  const { mutate, reset, data, error, isPending } = useRehearsed()
  const faults = faultsOf(error)
  const change = (value: number | '') => {
    setMonths(value)
    reset()
  }
  const save = (retention_months: number | null, dry_run = false) =>
    mutate({ retention_months, dry_run })
  return (
    <section className="panel" aria-label="How long facts are kept">
      <Stack gap="md" maw={520}>
        <Title order={2} size="h4">
          How long facts are kept
        </Title>
        <Text size="sm" c="dimmed">
          {kept === null
            ? 'Facts about people, such as a pull request or a day of use, are kept for ever.'
            : `Facts about people, such as a pull request or a day of use, are kept for ${counted(kept, 'month')}; weekly sums for ever.`}
        </Text>
        {next.data && !data && <Next next={next.data} />}
        <NumberField
          label="Months"
          description="What is older goes each day, in whole weeks. Nothing brings it back but the files and sources it came from, and no week counts it then."
          min={3}
          value={months}
          error={faults.retention_months}
          disabled={!may || isPending}
          onChange={change}
        />
        {error && Object.keys(faults).length === 0 && <Problem error={error} />}
        {data?.dry_run && (
          <Removed removed={data.removed} none="Nothing is old enough to go yet." />
        )}
        {may && (
          <Group gap="xs">
            {data?.dry_run && months !== '' ? (
              <Button color="red" loading={isPending} onClick={() => save(months)}>
                Keep {counted(months, 'month')}
              </Button>
            ) : (
              <Button
                variant="default"
                loading={isPending}
                disabled={months === ''}
                onClick={() => months !== '' && save(months, true)}
              >
                See what would go
              </Button>
            )}
            <Button
              variant="default"
              disabled={isPending || (kept === null && next.data?.decided === true)}
              onClick={() => save(null)}
            >
              Keep for ever
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}

/** What goes next, and that nobody has agreed to it where that is so. */
function Next({ next }: { next: Result<'retention.info'> }) {
  const { months, decided, removes, next_on, next_from } = next
  const undecided = decided ? '' : 'Nobody has decided this yet. '
  if (months === null || next_on === null || next_from === null)
    return undecided === '' ? null : <Text size="sm">{undecided}</Text>
  const on = dayText(next_on)
  const title = `${undecided}From ${on} on what is from before ${dayText(next_from)} goes:`
  const none = `${undecided}Nothing is old enough to go${decided ? '' : `, and nothing goes before ${on}`}.`
  return <Removed removed={removes} title={title} none={none} />
}
