import { VisuallyHidden } from '@mantine/core'

/** Says aloud how far something is, whenever that changes; those who see it see it beside the thing itself. */
export function Live({ words }: { words: string }) {
  return <VisuallyHidden role="status">{words}</VisuallyHidden>
}
