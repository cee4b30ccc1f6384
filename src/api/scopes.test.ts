import { expect, test } from 'vitest'
import { ALL_SCOPES, scopesOf, seesPrivileged } from './scopes.ts'

const EVERYBODY = [
  'snapshots:read',
  'catalog:read',
  'scorecards:read',
  'workflows:read',
  'workflowRuns:trigger',
]

test.each([
  [[], EVERYBODY],
  [['Contributor', 'Something of ours'], EVERYBODY],
  [['Snapshot Admin'], [...EVERYBODY, 'snapshots:admin']],
  [
    ['self-service admin', 'Scorecard admin'],
    [...EVERYBODY, 'workflowRuns:writeEvents', 'scorecards:write'],
  ],
  [['WORKSPACE ADMIN'], ALL_SCOPES],
])('the roles %o allow %o', (roles, scopes) => {
  expect([...scopesOf(roles)].sort()).toEqual([...scopes].sort())
})

test('privileged users and workspace admins see privileged attributes', () => {
  expect(seesPrivileged(['Privileged User'])).toBe(true)
  expect(seesPrivileged(['Workspace Admin'])).toBe(true)
  expect(seesPrivileged(['Snapshot Admin', 'Team Lead'])).toBe(false)
})
