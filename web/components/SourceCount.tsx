import { Stack, Text } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { CountTiles } from '../ui/CountTiles.tsx'
import { Note } from '../ui/Note.tsx'
import { StepProgress } from '../ui/StepProgress.tsx'
import type { useSourceTask } from '../useSourceTask.ts'
import { titleText } from '../words.ts'
import { Problem } from './Problem.tsx'

/** What a run now would read: the counts as they grow, and in the end all of them. */
export function SourceCount({ task }: { task: ReturnType<typeof useSourceTask<'sources.run'>> }) {
  const { pending, progress, answer, error } = task
  if (error) return <Problem error={error} />
  if (pending)
    return (
      <Stack className="panel" gap="sm">
        <StepProgress progress={progress} before="Asking the source" more="nothing is kept" />
        {progress?.counts && <Counts counts={progress.counts} />}
      </Stack>
    )
  if (!answer?.would_read) return null
  const { counts, left } = answer.would_read
  return (
    <Note kind="info" title="A run now would read this">
      <Stack gap="xs" role="status">
        {Object.keys(counts).length === 0 ? (
          <Text size="sm">Nothing new.</Text>
        ) : (
          <Counts counts={counts} />
        )}
        {left > 0 && <Text size="sm">{counted(left, 'thing')} could not be used.</Text>}
        <Text size="sm" c="dimmed">
          Nothing was kept.
        </Text>
      </Stack>
    </Note>
  )
}

function Counts({ counts }: { counts: Record<string, number> }) {
  const tiles = Object.entries(counts).map(([kind, n]) => ({ label: titleText(kind), count: n }))
  return <CountTiles tiles={tiles} />
}
