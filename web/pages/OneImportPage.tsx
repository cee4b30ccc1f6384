import { Page } from '../ui/Page.tsx'

export function OneImportPage() {
  return <Page title="Coming" />
}
