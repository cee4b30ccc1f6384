import { Page } from '../ui/Page.tsx'

export function AttributePage() {
  return <Page title="Coming" />
}
