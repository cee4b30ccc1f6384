import { Badge } from '@mantine/core'
import type { Result } from '../api.ts'

type State = Result<'studies.info'>['study']['state']

const WORDS: Record<State, string> = {
  draft: 'Not started',
  started: 'Running, locked',
  ended: 'Ended',
  closed: 'Closed',
}

/** How far a study is. */
export function StudyState({ state }: { state: State }) {
  return (
    <Badge variant={state === 'ended' ? 'light' : 'default'} size="sm" tt="none" fw={500}>
      {WORDS[state]}
    </Badge>
  )
}
