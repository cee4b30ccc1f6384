import { Page } from '../ui/Page.tsx'

export function PersonPage() {
  return <Page title="Coming" />
}
