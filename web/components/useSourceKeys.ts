import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'
import { useScopes } from './useScopes.ts'

/** The keys of the sources that are connected, such as coder; none for whoever may not see them. */
export function useSourceKeys(): string[] {
  const enabled = useScopes()?.has('sources:read') === true
  const { data } = useQuery({ ...query('sources.list', {}), enabled })
  return [...new Set(data?.sources.map(({ key }) => key))]
}
