import { Page } from '../ui/Page.tsx'

export function CohortPage() {
  return <Page title="Coming" />
}
