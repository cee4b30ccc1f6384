import { Badge } from '@mantine/core'
import { type Source, stateOf } from '../source-words.ts'

/** How a source stands. */
export function SourceState({ source }: { source: Source }) {
  const [text, color] = stateOf(source)
  return (
    <Badge variant="light" color={color} tt="none" fw={600} miw="max-content">
      {text}
    </Badge>
  )
}
