import { Stack, Table, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { twoFigures } from '../../src/model/numbers.ts'
import { type Args, query, type Result } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { Note } from '../ui/Note.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { WideTable } from '../ui/WideTable.tsx'

/** How long somebody may go on typing before it is asked; milliseconds. */
const PAUSE = 500

type Power = Result<'studies.plan'>

type Planned = Args<'studies.plan'> & { effect: number }

/** What a study could find, as it is being written. */
export function StudyPower({
  draft: { metric, team, filter, from, to, effect },
}: {
  draft: Planned
}) {
  const [asked] = useDebouncedValue(
    JSON.stringify({ metric, team, filter, from, to, effect }),
    PAUSE,
  )
  const power = useQuery({
    ...query('studies.plan', JSON.parse(asked) as Planned),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack className="panel" gap="sm" component="section" aria-label="What it could find">
      <Title order={2} size="h4">
        What it could find
      </Title>
      {power.isPending && <Waiting rows={4} />}
      {power.error && <Problem error={power.error} reset={() => void power.refetch()} />}
      {power.data && !power.error && <Found power={power.data} effect={effect} />}
    </Stack>
  )
}

function Found({ power, effect }: { power: Power; effect: number }) {
  const { sentence, plain, adjusted, warnings, teams } = power
  const enough = adjusted !== null && teams !== null && 2 * adjusted.teams_needed <= teams
  return (
    <>
      {warnings.map(({ code, message }) => (
        <Note key={code} kind="warning">
          <Text size="sm">{message}</Text>
        </Note>
      ))}
      {adjusted && !enough && (
        <Note kind="warning" title="Too few teams for the wished effect">
          <Text size="sm">
            A true effect of {effect}% would more often than wished look like none. Take in more
            teams, choose a later end, or start only if a larger effect is likely.
          </Text>
        </Note>
      )}
      <Text size="sm">{sentence}</Text>
      {plain && adjusted && (
        <WideTable minWidth={300}>
          <Table verticalSpacing={4} className="narrow-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                <Table.Th className="number">Finds</Table.Th>
                <Table.Th className="number">Teams an arm</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              <Line words="As drawn" found={plain} />
              <Line words="Against their own past" found={adjusted} />
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </>
  )
}

function Line({ words, found }: { words: string; found: NonNullable<Power['plain']> }) {
  return (
    <Table.Tr>
      <Table.Td>{words}</Table.Td>
      <Table.Td className="number">{twoFigures(found.detectable)}%</Table.Td>
      <Table.Td className="number">{found.teams_needed}</Table.Td>
    </Table.Tr>
  )
}
