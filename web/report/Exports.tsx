import { Button, CopyButton, Group } from '@mantine/core'
import { saveText } from './save-text.ts'

interface Props {
  /** Name of the files, without what follows the dot. */
  name: string
  csv: () => string
  markdown: () => string
  /** The command that asks the same. */
  command: string
}

/** The answer as files, made in the browser of what it shows. */
export function Exports({ name, csv, markdown, command }: Props) {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        onClick={() => saveText(`${name}.csv`, 'text/csv', csv())}
      >
        Export CSV
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={() => saveText(`${name}.md`, 'text/markdown', markdown())}
      >
        Export Markdown
      </Button>
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
