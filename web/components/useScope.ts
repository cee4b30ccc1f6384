import { useQuery } from '@tanstack/react-query'
import type { Scope } from '../../src/api/scopes.ts'
import { query } from '../api.ts'

/** Whether whoever is signed in may do what needs a scope; the server decides again. */
export function useScope(scope: Scope): boolean {
  const { data } = useQuery(query('auth.info', {}))
  return data?.auth.scopes.includes(scope) ?? false
}
