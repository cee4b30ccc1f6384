import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, query } from './api.ts'

/** What was asked lately is not asked again; what was refused is not asked again by itself. */
const FRESH_MS = 30_000

/** The answers that this page has. When one says that nobody is signed in, who we are is asked again. */
export function openQueries(): QueryClient {
  const whoami = query('auth.whoami', {})
  const queries: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: (failures, error) => failures < 2 && isAway(error) },
    },
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        if (isSignedOut(error) && queryKey[0] !== whoami.queryKey[0])
          void queries.invalidateQueries(whoami)
      },
    }),
  })
  return queries
}

/** Whether an answer says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && ['not_authed', 'invalid_auth'].includes(error.code)
}

function isAway(error: unknown): boolean {
  return error instanceof ApiError && ['unreachable', 'database_unavailable'].includes(error.code)
}
