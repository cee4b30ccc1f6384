import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'
import { ToButton } from '../components/ToLink.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'

/** What to do before a report can be asked for. */
export function ChooseAttribute({
  to,
}: {
  to: '/reports/cohort' | '/reports/impact' | '/reports/tool'
}) {
  const groups = useQuery(query('attributeGroups.list', {}))
  if (!groups.data) return null
  const names = groups.data.attribute_groups.flatMap(({ name, hidden }) => (hidden ? [] : [name]))
  if (names.length === 0)
    return (
      <EmptyText title="There is nothing to compare yet">
        <Text mb="sm">
          Import people, the users of a tool and pull requests; their attributes can then be chosen
          here.
        </Text>
        <ToButton to="/import">Import files</ToButton>
      </EmptyText>
    )
  return (
    <EmptyText title="Choose an attribute">
      <Group gap="xs" mt={4}>
        {names.map((attribute) => (
          <ToButton key={attribute} to={to} search={{ attribute }} variant="default" size="xs">
            {attribute}
          </ToButton>
        ))}
      </Group>
    </EmptyText>
  )
}
