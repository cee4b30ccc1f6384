import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, type Args, call, query, type Result } from './api.ts'

/** Methods that are begun without waiting for their end. */
export type Work = Args<'sources.tasks.create'>['name']
type Task = Result<'sources.tasks.info'>['task']

/** How often it is asked how far work is; milliseconds. */
const WHILE_WORKING = 500

/** Work on a source that is begun and then asked after: how far it is, what came of it, or why nothing did. */
export function useSourceTask<N extends Work>(name: N) {
  const [id, setId] = useState<string>()
  const queries = useQueryClient()
  const begin = useMutation({
    mutationFn: (args: Args<N>) => call('sources.tasks.create', { name, args: { ...args } }),
    onMutate: () => setId(undefined),
    onSuccess: ({ task }) => {
      queries.setQueryData(query('sources.tasks.info', { id: task.id }).queryKey, { task })
      setId(task.id)
    },
  })
  const asked = useQuery({
    ...query('sources.tasks.info', { id: id ?? '' }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) =>
      state.data?.task.state === 'running' && !state.error ? WHILE_WORKING : false,
  })
  const task = id === undefined ? undefined : asked.data?.task
  const error = begin.error ?? (id === undefined ? null : asked.error) ?? (task && failureOf(task))
  return {
    start: begin.mutate,
    reset: () => {
      begin.reset()
      setId(undefined)
    },
    pending: begin.isPending || (task?.state === 'running' && !error),
    progress: task?.state === 'running' ? task.progress : null,
    answer: task?.state === 'done' ? (task.answer as Result<N> | null) : null,
    error: error ?? null,
  }
}

/** Why work has no answer, as the method itself would have refused. */
function failureOf({ state, error }: Task): ApiError | null {
  if (state === 'cut')
    return new ApiError('unreachable', 'The server ended before this was done; begin it again.')
  if (!error) return null
  const { issues = [] } = error.error_details as Pick<ApiError, 'issues'> | { issues?: undefined }
  return new ApiError(error.error as ApiError['code'], error.message, { issues })
}
