import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'

/** What whoever is signed in may do, so that a page can say so beforehand; the server decides. Undefined: not known yet. */
export function useScopes(): ReadonlySet<string> | undefined {
  const { data } = useQuery(query('auth.info', {}))
  return data && new Set(data.auth.scopes)
}
