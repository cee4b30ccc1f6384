import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { writeSearch } from '../src/model/index.ts'
import { query } from './api.ts'
import { Frame } from './components/Frame.tsx'
import { NotFound } from './components/NotFound.tsx'
import { Problem } from './components/Problem.tsx'
import {
  AccountsSearch,
  CohortSearch,
  ImpactSearch,
  ImportSearch,
  PeopleSearch,
  ReportSearch,
  readSearch,
  SchedulesSearch,
  SourcesSearch,
} from './search.ts'
import { Waiting } from './ui/Waiting.tsx'

/*
 * The addresses. What stands after the "?" is read by the shape beside it; a page's data are asked for while its code loads.
 */

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Frame })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/HomePage.tsx'), 'HomePage'),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: PeopleSearch,
  component: lazyRouteComponent(() => import('./pages/PeoplePage.tsx'), 'PeoplePage'),
})

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  loader: ({ context, params }) =>
    void context.queries.prefetchQuery(query('users.info', { id: params.id })),
  component: lazyRouteComponent(() => import('./pages/PersonPage.tsx'), 'PersonPage'),
})

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  validateSearch: AccountsSearch,
  component: lazyRouteComponent(() => import('./pages/AccountsPage.tsx'), 'AccountsPage'),
})

const attributes = createRoute({
  getParentRoute: () => root,
  path: '/attributes',
  component: lazyRouteComponent(() => import('./pages/AttributesPage.tsx'), 'AttributesPage'),
})

const attribute = createRoute({
  getParentRoute: () => root,
  path: '/attributes/$id',
  component: lazyRouteComponent(() => import('./pages/AttributePage.tsx'), 'AttributePage'),
})

const imports = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: ImportSearch,
  component: lazyRouteComponent(() => import('./pages/ImportPage.tsx'), 'ImportPage'),
})

const oneImport = createRoute({
  getParentRoute: () => root,
  path: '/import/$id',
  component: lazyRouteComponent(() => import('./pages/OneImportPage.tsx'), 'OneImportPage'),
})

const cohort = createRoute({
  getParentRoute: () => root,
  path: '/reports/cohort',
  validateSearch: CohortSearch,
  component: lazyRouteComponent(() => import('./pages/CohortPage.tsx'), 'CohortPage'),
})

const impact = createRoute({
  getParentRoute: () => root,
  path: '/reports/impact',
  validateSearch: ImpactSearch,
  component: lazyRouteComponent(() => import('./pages/ImpactPage.tsx'), 'ImpactPage'),
})

const tool = createRoute({
  getParentRoute: () => root,
  path: '/reports/tool',
  validateSearch: ReportSearch,
  component: lazyRouteComponent(() => import('./pages/ToolPage.tsx'), 'ToolPage'),
})

const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$report',
  validateSearch: ReportSearch,
  component: lazyRouteComponent(() => import('./pages/ReportPage.tsx'), 'ReportPage'),
})

const studies = createRoute({
  getParentRoute: () => root,
  path: '/studies',
  component: lazyRouteComponent(() => import('./pages/StudiesPage.tsx'), 'StudiesPage'),
})

const newStudy = createRoute({
  getParentRoute: () => root,
  path: '/studies/new',
  component: lazyRouteComponent(() => import('./pages/NewStudyPage.tsx'), 'NewStudyPage'),
})

const study = createRoute({
  getParentRoute: () => root,
  path: '/studies/$id',
  component: lazyRouteComponent(() => import('./pages/StudyPage.tsx'), 'StudyPage'),
})

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/docs/metrics',
  loader: ({ context }) => void context.queries.prefetchQuery(query('metrics.list', {})),
  component: lazyRouteComponent(() => import('./pages/MetricsPage.tsx'), 'MetricsPage'),
})

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  validateSearch: SourcesSearch,
  component: lazyRouteComponent(() => import('./pages/SourcesPage.tsx'), 'SourcesPage'),
})

const source = createRoute({
  getParentRoute: () => root,
  path: '/sources/$id',
  component: lazyRouteComponent(() => import('./pages/SourcePage.tsx'), 'SourcePage'),
})

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  validateSearch: SchedulesSearch,
  component: lazyRouteComponent(() => import('./pages/SchedulesPage.tsx'), 'SchedulesPage'),
})

const services = createRoute({
  getParentRoute: () => root,
  path: '/services',
  component: lazyRouteComponent(() => import('./pages/ServicesPage.tsx'), 'ServicesPage'),
})

const ownMetrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics/own',
  component: lazyRouteComponent(() => import('./pages/OwnMetricsPage.tsx'), 'OwnMetricsPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/SettingsPage.tsx'), 'SettingsPage'),
})

const tree = root.addChildren([
  home,
  people,
  person,
  accounts,
  attributes,
  attribute,
  imports,
  oneImport,
  cohort,
  impact,
  tool,
  report,
  studies,
  newStudy,
  study,
  metrics,
  sources,
  source,
  schedules,
  services,
  ownMetrics,
  settings,
])

/** The router of one page, which asks by these queries. */
export function openRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Problem,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>
  }
}
