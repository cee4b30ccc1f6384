import { List, Stack, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { counted, dayText, type ImportPreview } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import type { Result } from '../api.ts'
import { CountTiles } from '../ui/CountTiles.tsx'
import { None } from '../ui/None.tsx'
import { Note } from '../ui/Note.tsx'
import { WideTable } from '../ui/WideTable.tsx'
import { Refusals } from './Refusals.tsx'

/** A preview as it travels. */
export type Preview = Result<'imports.preview'>['preview']

/** What an import did, or would do: the whole of it in counts, the beginning of it in examples, every refusal with its reason. */
export function PreviewView({ preview }: { preview: Preview }) {
  const { counts, lines, notes, effects, values, changes, refusals, dry_run } = preview
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {counted(lines, 'line')} read.{' '}
        {dry_run ? 'Nothing is written yet; applying would give:' : 'This was applied:'}
      </Text>
      <CountTiles
        tiles={[
          { label: 'Created', count: counts.created },
          { label: 'Changed', count: counts.changed },
          { label: 'Unchanged', count: counts.unchanged },
          { label: 'Refused', count: counts.refused, alarming: true },
        ]}
      />
      {notes.length > 0 && (
        <Notes title={dry_run ? 'Before you apply it' : 'What to know of it'} notes={notes} />
      )}
      <Effects effects={effects} />
      {values.length > 0 && <Values values={values} />}
      {changes.length > 0 && <Changes changes={changes} />}
      {refusals.length > 0 && <Refusals refusals={refusals} import_id={preview.import_id} />}
    </Stack>
  )
}

function Notes({ title, notes }: { title: string; notes: string[] }) {
  return (
    <Note kind="warning" title={title}>
      <List size="sm" spacing={4}>
        {notes.map((note) => (
          <List.Item key={note}>{note}</List.Item>
        ))}
      </List>
    </Note>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  )
}

function Effects({ effects }: Pick<ImportPreview, 'effects'>) {
  if (effects.length === 0) return null
  return (
    <Part title="What becomes of it">
      <Table className="narrow-table" verticalSpacing={4}>
        <Table.Tbody>
          {effects.map(({ what, count: n }) => (
            <Table.Tr key={what}>
              <Table.Th scope="row" fw={400}>
                {what}
              </Table.Th>
              <Table.Td className="number">{count(n)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Part>
  )
}

/** Values of an attribute that are shown before the rest is said in a number. */
const VALUES = 8

function Values({ values }: Pick<ImportPreview, 'values'>) {
  const byAttribute = Map.groupBy(values, ({ attribute }) => attribute)
  return (
    <Part title="Values that people get">
      <Table className="narrow-table" verticalSpacing={4}>
        <Table.Tbody>
          {[...byAttribute].map(([attribute, some]) => (
            <Table.Tr key={attribute}>
              <Table.Th scope="row" className="top">
                {attribute}
              </Table.Th>
              <Table.Td>
                {some
                  .slice(0, VALUES)
                  .map(({ value, users }) => `${value} (${count(users)})`)
                  .join(', ')}
                {some.length > VALUES && `, and ${counted(some.length - VALUES, 'other value')}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Part>
  )
}

function Changes({ changes }: Pick<ImportPreview, 'changes'>) {
  return (
    <Part title="Changes of people who are known, for example">
      <WideTable minWidth={520}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>After</Table.Th>
              <Table.Th>Since</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ user, what, before, after, since }) => (
              <Table.Tr key={`${user} ${what} ${before} ${after}`}>
                <Table.Td className="wrap-anywhere">{user}</Table.Td>
                <Table.Th scope="row" fw={400}>
                  {what}
                </Table.Th>
                <Table.Td>{before ?? <None />}</Table.Td>
                <Table.Td>{after ?? <None />}</Table.Td>
                <Table.Td className="nowrap">{since ? dayText(since) : 'undated'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Part>
  )
}
