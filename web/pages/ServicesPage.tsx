import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { ToButton } from '../components/ToLink.tsx'
import { useScopes } from '../components/useScopes.ts'
import { ServiceForm } from '../services/ServiceForm.tsx'
import { ServiceTable } from '../services/ServiceTable.tsx'
import { Suggestions } from '../services/Suggestions.tsx'
import type { Service } from '../services/service-words.ts'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** The form that is open: of a service, or of a new one as far as it is known. */
type Open = { service: Service } | { begun?: { name: string; team_id: string | undefined } }

/** What is deployed, and whose it is: by this the deployments and incidents of a team are counted. */
export function ServicesPage() {
  const scopes = useScopes()
  const may = scopes?.has('snapshots:admin') === true
  const [open, setOpen] = useState<Open>()
  const list = useQuery(query('services.list', {}))
  const guesses = useQuery({
    ...query('services.suggestions', {}),
    enabled: scopes?.has('users:read') === true,
  })
  const services = list.data?.services
  const add = may && !open && <Button onClick={() => setOpen({})}>Add a service</Button>
  return (
    <Page
      title="Services"
      intro="What is deployed, and whose it is: by this the deployments, failures and incidents of a team are counted."
      actions={services && services.length > 0 && add}
    >
      {list.isPending && <Waiting />}
      {list.error && <Problem error={list.error} reset={() => void list.refetch()} />}
      {open && <ServiceForm key={keyOf(open)} {...open} onLeave={() => setOpen(undefined)} />}
      {services && services.length > 0 && (
        <ServiceTable services={services} may={may} onChange={(service) => setOpen({ service })} />
      )}
      {services?.length === 0 && !open && <First may={may}>{add}</First>}
      <Suggestions
        suggestions={guesses.data?.suggestions ?? []}
        may={may}
        onAdd={({ service, team }) => setOpen({ begun: { name: service, team_id: team?.id } })}
      />
      <HowAsked method="services.list" args={{}} />
    </Page>
  )
}

function keyOf(open: Open): string {
  return 'service' in open ? open.service.id : (open.begun?.name ?? '')
}

function First({ may, children }: { may: boolean; children: React.ReactNode }) {
  return (
    <EmptyText title="There is no service yet">
      <Text mb="sm" maw={760}>
        {may
          ? 'Import a file with a column "service" and a column "team", or add them one by one. Deployments come from GitHub, GitLab or a file; until a service has a team they count for nobody.'
          : 'A Workspace Admin or Snapshot Admin can add services, or import a file of them.'}
      </Text>
      {may && (
        <Group gap="xs">
          {children}
          <ToButton to="/import" variant="default">
            Import a file
          </ToButton>
        </Group>
      )}
    </EmptyText>
  )
}
