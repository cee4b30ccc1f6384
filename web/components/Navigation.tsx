import { NavLink, Text } from '@mantine/core'
import { Link, type LinkProps, useMatchRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import {
  AccountsIcon,
  AttributesIcon,
  CohortIcon,
  HomeIcon,
  ImpactIcon,
  ImportIcon,
  PeopleIcon,
  SourcesIcon,
} from '../ui/icons.tsx'

interface Place {
  to: LinkProps['to'] & string
  label: string
  icon: ReactNode
}

const DATA: Place[] = [
  { to: '/', label: 'Start', icon: <HomeIcon /> },
  { to: '/people', label: 'People', icon: <PeopleIcon /> },
  { to: '/accounts', label: 'Accounts', icon: <AccountsIcon /> },
  { to: '/attributes', label: 'Attributes', icon: <AttributesIcon /> },
  { to: '/import', label: 'Import', icon: <ImportIcon /> },
  { to: '/sources', label: 'Sources', icon: <SourcesIcon /> },
]

const REPORTS: Place[] = [
  { to: '/reports/cohort', label: 'Cohorts', icon: <CohortIcon /> },
  { to: '/reports/impact', label: 'Impact', icon: <ImpactIcon /> },
]

/** The ways to all pages. */
export function Navigation() {
  return (
    <nav aria-label="Pages">
      <Places places={DATA} />
      <Text size="xs" c="dimmed" fw={600} mt="lg" mb={4} px="sm">
        Reports
      </Text>
      <Places places={REPORTS} />
    </nav>
  )
}

function Places({ places }: { places: Place[] }) {
  const match = useMatchRoute()
  return places.map(({ to, label, icon }) => {
    const active = match({ to, fuzzy: to !== '/' }) !== false
    return (
      <NavLink
        key={to}
        label={label}
        leftSection={icon}
        active={active}
        renderRoot={(props) => <Link to={to} {...props} />}
      />
    )
  })
}
