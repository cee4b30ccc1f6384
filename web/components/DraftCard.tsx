import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { counted } from '../../src/model/index.ts'
import type { Draft, Options } from '../drafts.ts'
import { Live } from '../ui/Live.tsx'
import { Note } from '../ui/Note.tsx'
import { ColumnMapping } from './ColumnMapping.tsx'
import { ImportOptionsForm } from './ImportOptions.tsx'
import { type Preview, PreviewView } from './ImportPreview.tsx'
import { Problem } from './Problem.tsx'

interface Props {
  draft: Draft
  /** Other files are to be applied before this one. */
  later: boolean
  onPreview: (options: Options) => void
  onApply: () => void
  onDrop: () => void
}

/** One file that was dropped: what it is, what applying it would do, and what may be said about it. */
export function DraftCard({ draft, later, onPreview, onApply, onDrop }: Props) {
  const { file, read, error, busy } = draft
  const preview = read?.preview
  return (
    <Stack className="panel" gap="md" component="article" aria-label={file.name}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" className="wrap-anywhere">
            {file.name}
          </Title>
          <Text c="dimmed" size="sm">
            {read ? read.recognised.title : sizeText(file.size)}
          </Text>
        </div>
        <Group gap="xs">
          {busy && <Loader size="sm" aria-label={`Reading ${file.name}`} />}
          <Button variant="default" size="xs" onClick={onDrop} disabled={busy}>
            Leave it
          </Button>
          <Button size="xs" onClick={onApply} disabled={busy || !preview}>
            Apply
          </Button>
        </Group>
      </Group>
      <Live words={progressOf(draft)} />
      {Boolean(error) && <Problem error={error} />}
      {read?.recognised.notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
      {read && <Said key={read.import_id} draft={draft} read={read} onPreview={onPreview} />}
      {preview && <Shown preview={preview} later={later} />}
    </Stack>
  )
}

function progressOf({ file, read, busy }: Draft): string {
  if (busy) return `Reading ${file.name}`
  return read?.preview ? `${file.name} is read: ${read.recognised.title}` : ''
}

/** What is to come after other files is not read yet: they will change it. */
function Shown({ preview, later }: { preview: Preview; later: boolean }) {
  if (!later) return <PreviewView preview={preview} />
  return (
    <>
      <Text size="sm">
        {counted(preview.lines, 'line')}, to be applied after the files above. It is previewed again
        then, since they may bring the people whom it speaks of.
      </Text>
      <details>
        <summary>Preview without the files above</summary>
        <PreviewView preview={preview} />
      </details>
    </>
  )
}

interface SaidProps {
  draft: Draft
  read: NonNullable<Draft['read']>
  onPreview: (options: Options) => void
}

/** What may be said beside the file; open where the file cannot be read without it. */
function Said({ draft: { options, busy }, read: { recognised, fields }, onPreview }: SaidProps) {
  const [said, setSaid] = useState(options)
  const { needs_mapping, columns } = recognised
  const kind = said.as ?? recognised.kind
  const mapping = (columns.length > 0 && said.mapping) || {}
  const changed = JSON.stringify(said) !== JSON.stringify(options)
  const guess = Object.fromEntries(columns.map(({ header, target }) => [header, target]))
  return (
    <details open={needs_mapping || (kind === 'survey_answers' && options.wave === undefined)}>
      <summary>Options and columns</summary>
      <Stack mt="sm" gap="md">
        {needs_mapping && (
          <Note kind="warning" title="Say where the columns go">
            <Text size="sm">
              The columns could not be told for sure. Check the guess, then preview.
            </Text>
          </Note>
        )}
        <ImportOptionsForm kind={kind} options={said} onChange={setSaid} />
        {columns.length > 0 && (
          <ColumnMapping
            columns={columns}
            fields={fields[kind]}
            free={kind === 'people'}
            mapping={mapping}
            onChange={(next) => setSaid({ ...said, mapping: next })}
          />
        )}
        <Group gap="sm">
          <Button
            variant="light"
            size="xs"
            disabled={busy || !(changed || needs_mapping)}
            onClick={() =>
              onPreview(needs_mapping ? { ...said, mapping: { ...guess, ...mapping } } : said)
            }
          >
            Preview with this
          </Button>
          {!changed && !needs_mapping && (
            <Text size="sm" c="dimmed">
              Nothing was changed since the preview.
            </Text>
          )}
        </Group>
      </Stack>
    </details>
  )
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return counted(bytes, 'byte')
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB']
  return `${size.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`
}
