import { NavLink, Text } from '@mantine/core'
import { Link, type LinkProps, useMatchRoute } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { REPORT_KINDS } from '../../src/model/index.ts'
import {
  AccountsIcon,
  AdoptionIcon,
  AttributesIcon,
  CohortIcon,
  DistributionIcon,
  HomeIcon,
  ImpactIcon,
  ImportIcon,
  MetricsIcon,
  OwnMetricsIcon,
  PeopleIcon,
  ReportIcon,
  SchedulesIcon,
  ServicesIcon,
  SourcesIcon,
  StudiesIcon,
  ToolIcon,
  TrendIcon,
} from '../ui/icons.tsx'

interface Place {
  to: LinkProps['to'] & string
  params?: { report: string }
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
  { to: '/services', label: 'Services', icon: <ServicesIcon /> },
]

const ICONS: Partial<Record<string, ReactNode>> = {
  tool: <ToolIcon />,
  cohort: <CohortIcon />,
  impact: <ImpactIcon />,
  trend: <TrendIcon />,
  distribution: <DistributionIcon />,
  adoption: <AdoptionIcon />,
}

const REPORTS: Place[] = Object.values(REPORT_KINDS).map(({ name, title }) => ({
  to: '/reports/$report',
  params: { report: name },
  label: title,
  icon: ICONS[name] ?? <ReportIcon />,
}))

const STUDIES: Place = { to: '/studies', label: 'Studies', icon: <StudiesIcon /> }

const SCHEDULES: Place = { to: '/schedules', label: 'Schedules', icon: <SchedulesIcon /> }

const METRICS: Place[] = [
  { to: '/docs/metrics', label: 'Metrics', icon: <MetricsIcon /> },
  { to: '/metrics/own', label: 'Metrics of your own', icon: <OwnMetricsIcon /> },
]

/** The ways to all pages. */
export function Navigation() {
  return (
    <nav aria-label="Pages">
      <Places places={DATA} />
      <Text size="xs" c="dimmed" fw={600} mt="lg" mb={4} px="sm">
        Reports
      </Text>
      <Places places={[...REPORTS, STUDIES, SCHEDULES]} />
      <Text size="xs" c="dimmed" fw={600} mt="lg" mb={4} px="sm">
        Definitions
      </Text>
      <Places places={METRICS} />
    </nav>
  )
}

function Places({ places }: { places: Place[] }) {
  const match = useMatchRoute()
  return places.map(({ to, params, label, icon }) => {
    const active = match({ to, ...(params && { params }), fuzzy: to !== '/' }) !== false
    return (
      <NavLink
        key={label}
        label={label}
        leftSection={icon}
        active={active}
        className="place"
        renderRoot={(props) => <Link to={to} {...(params && { params })} {...props} />}
      />
    )
  })
}
