import { List, Stack, Table, Text, Title } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { count, wholePercent } from '../../src/model/numbers.ts'
import type { CohortReport } from '../api.ts'
import { Note } from '../ui/Note.tsx'
import { codeText, sourceText } from '../words.ts'

type Answer = Pick<
  CohortReport,
  | 'warnings'
  | 'exclusions'
  | 'unmatched'
  | 'coverage'
  | 'leave_known'
  | 'weeks_waiting'
  | 'minimum_group'
>

/** What may mislead, before any number. */
export function Warnings({ warnings }: Pick<Answer, 'warnings'>) {
  if (warnings.length === 0) return null
  return (
    <Note kind="warning" title="Read this with the numbers">
      <List size="sm" spacing={4} mt={4}>
        {warnings.map(({ code, message }) => (
          <List.Item key={`${code} ${message}`}>{message}</List.Item>
        ))}
      </List>
    </Note>
  )
}

/** What the answer rests on: who is not in it and why, which days are known. */
export function Ground({ answer }: { answer: Answer }) {
  const { exclusions, unmatched, coverage, leave_known, weeks_waiting, minimum_group } = answer
  return (
    <Stack className="panel" gap="md" component="section" aria-label="What this rests on">
      <Title order={2} size="h4">
        Who and what is not in this report
      </Title>
      <Exclusions exclusions={exclusions} />
      <List size="sm" spacing={4}>
        {unmatched.accounts !== null && (
          <List.Item>
            About {counted(unmatched.accounts, 'account')} with pull requests in the period{' '}
            {unmatched.accounts === 1 ? 'is' : 'are'} linked to nobody
            {unmatched.share !== null &&
              `: ${wholePercent(unmatched.share)} of the merged pull requests are theirs`}
            .
          </List.Item>
        )}
        {coverage.map(({ source, subject, days, of_days }) => (
          <List.Item key={`${source} ${subject}`}>
            {sourceText(source)} speaks of {codeText(subject)} on {days} of {of_days} days.
          </List.Item>
        ))}
        {leave_known === false && (
          <List.Item>No absences are known, so every scheduled day counts as available.</List.Item>
        )}
        {weeks_waiting > 0 && (
          <List.Item>
            {counted(weeks_waiting, 'week of a person', 'weeks of people')} are still to be counted
            anew.
          </List.Item>
        )}
        <List.Item>
          No number is shown about fewer than {minimum_group} people; sizes below 100 are rounded to
          5.
        </List.Item>
      </List>
    </Stack>
  )
}

function Exclusions({ exclusions }: Pick<Answer, 'exclusions'>) {
  if (exclusions.length === 0) return <Text size="sm">Nobody, as far as it may be said.</Text>
  return (
    <Table verticalSpacing={4} className="narrow-table" aria-label="Who is not in this report">
      <Table.Thead>
        <Table.Tr>
          <Table.Th className="number">People</Table.Th>
          <Table.Th>Because</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {exclusions.map(({ code, people, message }) => (
          <Table.Tr key={code}>
            <Table.Td className="number">{count(people)}</Table.Td>
            <Table.Td>{message}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
