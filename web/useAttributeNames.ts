import { useQuery } from '@tanstack/react-query'
import { query } from './api.ts'

/** Names that reports know beside attributes: the team of a person, and the top team above it. */
export const TEAM_NAMES = ['team', 'division']

/** The attributes that a report may use, by name: neither hidden nor sensitive; undefined until they are known. */
export function useAttributeNames(): string[] | undefined {
  const { data } = useQuery(query('attributeGroups.list', {}))
  return data?.attribute_groups.flatMap(({ name, hidden, sensitive }) =>
    hidden || sensitive ? [] : [name],
  )
}
