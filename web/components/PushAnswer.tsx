import { Stack, Table, Text } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import type { Result } from '../api.ts'
import { CountTiles } from '../ui/CountTiles.tsx'
import { None } from '../ui/None.tsx'
import { Note } from '../ui/Note.tsx'
import { titleText } from '../words.ts'

type Answer = Result<'sources.push'>

/** Things left out that are shown of each reason. */
const FEW = 50

/** What a push would send, or has sent, and what was left out. `name`: that of the other side. */
export function PushAnswer({ answer, name }: { answer: Answer; name: string }) {
  const { dry_run, people, changed, set, removed, same } = answer
  const tiles = [
    { label: 'People on both sides', count: people },
    { label: dry_run ? 'Would be set' : 'Set', count: set },
    { label: dry_run ? 'Would be removed' : 'Removed', count: removed },
    { label: 'Same already', count: same },
  ]
  const title = titleOf(answer, name)
  return (
    <Stack gap="sm">
      <Note kind="info" title={title}>
        <Text size="sm" role="status">
          {changed === 0
            ? `${name} has what people have here, as far as it was compared.`
            : `It concerns ${counted(changed, 'person', 'people')}.${dry_run ? ' Nothing was sent.' : ''}`}
        </Text>
      </Note>
      <CountTiles tiles={tiles} />
      <Changes answer={answer} />
      <Left left={answer.left} />
    </Stack>
  )
}

function titleOf({ dry_run, set, removed }: Answer, name: string): string {
  const changes = set + removed
  if (changes === 0) return 'Nothing to send'
  const words = counted(changes, 'change')
  return dry_run ? `${words} would be sent to ${name}` : `${words} sent to ${name}`
}

function Changes({ answer: { changes, set, removed, dry_run } }: { answer: Answer }) {
  if (changes.length === 0) return null
  const others = set + removed - changes.length
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="panel flush tall-list" tabIndex={0} aria-label="Changes">
        <Table
          verticalSpacing={6}
          className="stacking"
          aria-label={dry_run ? 'Would be sent' : 'Sent'}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Attribute</Table.Th>
              <Table.Th>There before</Table.Th>
              <Table.Th>There after</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ email, attribute, before, after }) => (
              <Table.Tr key={`${email} ${attribute}`}>
                <Table.Td className="wrap-anywhere">{email}</Table.Td>
                <Table.Td data-label="Attribute">{attribute}</Table.Td>
                <Table.Td data-label="Before">{before.join(', ') || <None />}</Table.Td>
                <Table.Td data-label="After">{after.join(', ') || 'removed'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {others > 0 && (
        <Text size="sm" c="dimmed">
          The first {count(changes.length)}, and {counted(others, 'other')}.
        </Text>
      )}
    </>
  )
}

function Left({ left }: Pick<Answer, 'left'>) {
  if (left.length === 0) return null
  const byReason = [...Map.groupBy(left, ({ code }) => code)]
  return (
    <details>
      <summary>{counted(left.length, 'thing')} left out, and why</summary>
      <Stack gap="md" mt="sm">
        {byReason.map(([code, some]) => (
          <div key={code}>
            <Text size="sm" fw={600}>
              {titleText(code)}: {count(some.length)}
            </Text>
            <Text size="sm" className="wrap-anywhere">
              {some[0]?.message}
            </Text>
            <Text size="sm" c="dimmed" className="wrap-anywhere">
              {some
                .slice(0, FEW)
                .map(({ about }) => about)
                .join(', ')}
              {some.length > FEW && ` and ${counted(some.length - FEW, 'other')}`}
            </Text>
          </div>
        ))}
      </Stack>
    </details>
  )
}
