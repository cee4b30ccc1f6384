import { Button, CopyButton, Group } from '@mantine/core'
import { commandOf, REPORT_KINDS, type ReportKind, writeSearch } from '../../src/model/index.ts'
import { SendByItself } from '../schedules/SendByItself.tsx'

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

/** The answer as files, which the method makes, as the command that asks the same, and the way to have it sent. */
export function Exports({ method, spec }: Props) {
  const command = commandOf(method, spec)
  const kind = Object.values<ReportKind>(REPORT_KINDS).find(
    ({ name }) => method === `reports.${name}`,
  )
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
      {kind && <SendByItself kind={kind} spec={spec} />}
    </Group>
  )
}
