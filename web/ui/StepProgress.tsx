import { Progress, Text } from '@mantine/core'
import { count } from '../../src/model/numbers.ts'
import { titleText } from '../words.ts'

interface Props {
  /** How far it is; null: nothing is known yet. */
  progress: { step: string; done: number; of?: number | undefined } | null
  /** What is said until something is known. */
  before: string
  /** What else is said of it. */
  more?: string | undefined
}

/** How far work is, in words and as a bar, which moves by itself where the end is not known. */
export function StepProgress({ progress, before, more }: Props) {
  const share = progress?.of ? Math.min(100, (100 * progress.done) / progress.of) : undefined
  const far = progress
    ? `${titleText(progress.step)}: ${count(progress.done)}${progress.of ? ` of ${count(progress.of)}` : ''}`
    : before
  return (
    <div role="status" aria-label="How far it is">
      <Text size="sm" mb={6} className="tabular">
        {more ? `${far}, ${more}` : far}
      </Text>
      <Progress value={share ?? 100} animated={share === undefined} aria-label="Progress" />
    </div>
  )
}
