const DIVISIONS = [
  'Commerce',
  'Platform',
  'Payments',
  'Logistics',
  'Insights',
  'Consumer',
  'Enterprise',
  'Security',
  'Media',
  'Partners',
]

const GROUPS = [
  'Checkout',
  'Catalog',
  'Pricing',
  'Search',
  'Runtime',
  'Storage',
  'Networking',
  'Delivery',
  'Ledger',
  'Payouts',
  'Risk',
  'Billing',
  'Routing',
  'Warehouse',
  'Tracking',
  'Fleet',
  'Reporting',
  'Metrics',
  'Forecast',
  'Experiments',
  'Accounts',
  'Onboarding',
  'Messaging',
  'Profiles',
  'Contracts',
  'Workflow',
  'Directory',
  'Audit',
  'Access',
  'Secrets',
  'Detection',
  'Response',
  'Video',
  'Images',
  'Streams',
  'Captions',
  'Marketplace',
  'Referrals',
  'Connect',
  'Loyalty',
]

const TEAMS = ['Core', 'Flow', 'Edge', 'Tools', 'Quality']

/** Teams in a group and groups in a division. */
export const TEAMS_A_GROUP = TEAMS.length
export const GROUPS_A_DIVISION = 4

/** Name of the n-th division; from the second round through the list on with a number. */
export function divisionName(index: number): string {
  return numbered(DIVISIONS, index)
}

export function groupName(index: number): string {
  return numbered(GROUPS, index)
}

/** Name of the n-th team, which begins with that of its group and so is like no other. */
export function teamName(index: number): string {
  const group = groupName(Math.floor(index / TEAMS_A_GROUP))
  return `${group} ${TEAMS[index % TEAMS_A_GROUP]}`
}

function numbered(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length)
  return `${names[index % names.length]}${round === 0 ? '' : ` ${round + 1}`}`
}
