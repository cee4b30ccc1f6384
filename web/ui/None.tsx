import { Text, VisuallyHidden } from '@mantine/core'

/** Stands in a cell that holds nothing; said aloud as a word. */
export function None({ words = 'none' }: { words?: string }) {
  return (
    <Text span c="dimmed" size="sm">
      <span aria-hidden="true">-</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </Text>
  )
}
