import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page } from '../ui/Page.tsx'

export function NotFound() {
  return (
    <Page title="There is no such page">
      <Text>
        The address may be mistyped, or the page has gone.{' '}
        <Anchor renderRoot={(props) => <Link to="/" {...props} />}>To the start page</Anchor>
      </Text>
    </Page>
  )
}
