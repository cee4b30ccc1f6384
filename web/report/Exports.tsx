import { Button, CopyButton, Group } from '@mantine/core'
import { commandOf } from '../command.ts'
import { writeSearch } from '../search.ts'

interface Props {
  /** Its method, such as `reports.cohort`. */
  method: string
  /** The question, as the answer carries it. */
  spec: Parameters<typeof writeSearch>[0]
}

const FORMATS = [
  ['csv', 'Export CSV'],
  ['md', 'Export Markdown'],
  ['html', 'Export HTML'],
] as const

/** The answer as files, which the method makes, and as the command that asks the same. */
export function Exports({ method, spec }: Props) {
  const command = commandOf(method, spec)
  return (
    <Group gap="xs">
      {FORMATS.map(([format, words]) => (
        <Button
          key={format}
          component="a"
          href={`/${method}${writeSearch({ ...spec, format })}`}
          download
          variant="default"
          size="xs"
        >
          {words}
        </Button>
      ))}
      <CopyButton value={command}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy} title={command}>
            {copied ? 'Copied' : 'Copy as command'}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
