import { StepProgress } from '../ui/StepProgress.tsx'
import type { useSourceTask } from '../useSourceTask.ts'
import { Checks } from './Checks.tsx'

/** A test of a connection: how many answers there were so far, and then what was found. */
export function SourceCheck({ task }: { task: ReturnType<typeof useSourceTask<'sources.check'>> }) {
  const { pending, progress, answer } = task
  if (pending) return <StepProgress progress={progress} before="Asking the source" />
  return answer && <Checks checks={answer.checks} />
}
