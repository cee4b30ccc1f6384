import { Group, Text } from '@mantine/core'
import { ToButton } from '../components/ToLink.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { useAttributeNames } from '../useAttributeNames.ts'

/** What to do before a report can be asked for. */
export function ChooseAttribute({
  to,
}: {
  to: '/reports/cohort' | '/reports/impact' | '/reports/tool'
}) {
  const names = useAttributeNames()
  if (!names) return null
  if (names.length === 0) return <NothingToCompare />
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

/** What to do while nobody has any attribute. */
export function NothingToCompare() {
  return (
    <EmptyText title="There is nothing to compare yet">
      <Text mb="sm">
        Import people, the users of a tool and pull requests; their attributes can then be chosen
        here.
      </Text>
      <ToButton to="/import">Import files</ToButton>
    </EmptyText>
  )
}
