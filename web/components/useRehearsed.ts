import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api.ts'
import type { Settings } from './settings-draft.ts'
import { tell } from './tell.tsx'

/** Changes settings that take something away, after a dry run has told what. */
export function useRehearsed() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (args: Partial<Settings> & { dry_run: boolean }) => call('settings.update', args),
    onSuccess: ({ dry_run }) => {
      if (dry_run) return
      tell('Saved.')
      void queries.invalidateQueries()
    },
  })
}
