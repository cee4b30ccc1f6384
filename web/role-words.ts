/** What each role that Facet knows allows beside what everybody may do who is signed in. */
export const ROLES: Record<string, string> = {
  'Workspace Admin': 'Everything, settings and access roles included.',
  'Privileged User': 'See privileged attributes.',
  'Snapshot Admin': 'Administer surveys and the team hierarchy.',
  'Snapshot Analyst': 'Run reports.',
  'Snapshot Observer': 'Run reports.',
  'Team Lead': 'Run reports.',
  'Database Admin': 'Run SQL queries.',
  'Self-Service Admin': 'Report on workflow runs.',
  'Scorecard Admin': 'Change scorecards.',
  Contributor: 'Nothing more.',
}
