import { Page } from '../ui/Page.tsx'

export function AttributesPage() {
  return <Page title="Coming" />
}
