import { beforeAll, expect, test } from 'vitest'
import type { Method } from '../../src/api/method.ts'
import { type MethodName, methods } from '../../src/api/methods.ts'
import { ALL_SCOPES, KNOWN_ROLES } from '../../src/api/scopes.ts'
import { type Sender, testApp } from '../app.ts'
import * as given from '../given.ts'

const { held, send } = testApp()

/** Who may call a method at all; what of it they may do, the method's own test tells. */
type Audience =
  | 'somebody'
  | 'everybody'
  | 'readers'
  | 'survey admins'
  | 'admins'
  | 'themselves'
  | 'signed in'

/**
 * Every method with its audience. `everybody` is each person and each token of the organisation; `readers` are those who read
 * reports, `survey admins` those who administer surveys and teams; `admins` are Workspace Admins and tokens that were given the scope; `somebody` needs no right, and
 * `themselves` none either, but a person, about whom alone it tells; that person `signed in`, or an admin, where a token may
 * have been given away.
 */
const EXPECTED: Record<string, Audience> = {
  'accounts.acceptSuggestions': 'admins',
  'accounts.judge': 'admins',
  'accounts.link': 'admins',
  'accounts.list': 'admins',
  'accounts.reject': 'admins',
  'accounts.unlink': 'admins',
  'accounts.unmatched': 'admins',
  'attributeGroups.create': 'admins',
  'attributeGroups.list': 'everybody',
  'attributeGroups.update': 'admins',
  'auth.info': 'somebody',
  'auth.whoami': 'somebody',
  'imports.apply': 'admins',
  'imports.create': 'admins',
  'imports.info': 'admins',
  'imports.list': 'admins',
  'imports.preview': 'admins',
  'imports.undo': 'admins',
  'metrics.create': 'admins',
  'metrics.list': 'readers',
  'metrics.remove': 'admins',
  'metrics.update': 'admins',
  'privacy.info': 'everybody',
  'reports.adoption': 'readers',
  'reports.breakdown': 'readers',
  'reports.cohort': 'readers',
  'reports.correlation': 'readers',
  'reports.tool': 'readers',
  'reports.distribution': 'readers',
  'reports.impact': 'readers',
  'reports.run': 'readers',
  'reports.trend': 'readers',
  'retention.info': 'admins',
  'schedules.create': 'admins',
  'schedules.info': 'readers',
  'schedules.list': 'readers',
  'schedules.remove': 'admins',
  'schedules.run': 'admins',
  'schedules.update': 'admins',
  'services.assign': 'survey admins',
  'services.list': 'everybody',
  'services.remove': 'survey admins',
  'services.suggestions': 'admins',
  'services.update': 'survey admins',
  'settings.info': 'everybody',
  'settings.update': 'admins',
  'signInLinks.create': 'admins',
  'snapshots.info': 'everybody',
  'snapshots.list': 'everybody',
  'sources.check': 'admins',
  'sources.create': 'admins',
  'sources.hook': 'admins',
  'sources.info': 'admins',
  'sources.kinds': 'admins',
  'sources.left': 'admins',
  'sources.list': 'admins',
  'sources.push': 'admins',
  'sources.remove': 'admins',
  'sources.run': 'admins',
  'sources.runs': 'admins',
  'sources.tasks.create': 'admins',
  'sources.tasks.info': 'admins',
  'sources.unhook': 'admins',
  'sources.update': 'admins',
  'studies.close': 'admins',
  'studies.create': 'admins',
  'studies.info': 'readers',
  'studies.list': 'readers',
  'studies.people': 'admins',
  'studies.plan': 'readers',
  'studies.remove': 'admins',
  'studies.result': 'readers',
  'studies.start': 'admins',
  'studies.teams': 'readers',
  'studies.update': 'admins',
  'surveys.comments': 'readers',
  'surveys.forgetKey': 'survey admins',
  'surveys.info': 'everybody',
  'surveys.items.list': 'everybody',
  'surveys.items.update': 'survey admins',
  'surveys.list': 'everybody',
  'teams.findByMembers': 'everybody',
  'teams.info': 'everybody',
  'teams.list': 'everybody',
  'tokens.create': 'somebody',
  'tokens.list': 'signed in',
  'tokens.revoke': 'somebody',
  'users.attributes.update': 'admins',
  'users.erase': 'admins',
  'users.export': 'signed in',
  'users.findByGithubUsername': 'everybody',
  'users.findByGitlabUsername': 'admins',
  'users.info': 'admins',
  'users.list': 'admins',
  'users.merge': 'admins',
  'users.merges.list': 'admins',
  'users.roles.update': 'admins',
  'users.search': 'admins',
  'users.split': 'admins',
  'users.tools': 'signed in',
  'users.update': 'admins',
  'users.views.list': 'themselves',
}

/** Roles whose people read reports. */
const READERS = ['Snapshot Analyst', 'Snapshot Observer', 'Team Lead']

interface Caller {
  name: string
  sender: Sender
  /** What they may call. */
  may: readonly Audience[]
}

const callers: Caller[] = []
const EVERYBODY: Audience[] = ['somebody', 'everybody']
/** What the rights of a Workspace Admin add to those of a reader. */
const ALL: Audience[] = ['survey admins', 'admins', 'signed in']

beforeAll(async () => {
  const { database } = held
  const email = (role: string) => `${role.toLowerCase().replaceAll(' ', '-')}@example.com`
  await given.people(
    database,
    KNOWN_ROLES.map((role) => ({ email: email(role), roles: [role], team: 'A team' })),
  )
  for (const role of KNOWN_ROLES) {
    const may: Audience[] = [
      ...EVERYBODY,
      'themselves',
      ...(READERS.includes(role) || role === 'Workspace Admin' ? ['readers' as const] : []),
      ...(role === 'Snapshot Admin' ? ['survey admins' as const] : []),
      ...(role === 'Workspace Admin' ? ALL : []),
    ]
    const session = await given.session(database, email(role))
    const token = await given.token(database, { email: email(role) })
    callers.push({
      name: `a ${role} who is signed in`,
      sender: { session },
      may: [...may, 'signed in'],
    })
    callers.push({ name: `a ${role} with a token of every scope`, sender: { token }, may })
  }
  const weak = await given.token(database, {
    email: email('Workspace Admin'),
    scopes: ['snapshots:read'],
  })
  callers.push({
    name: 'a Workspace Admin with a token that only reads teams',
    sender: { token: weak },
    may: [...EVERYBODY, 'themselves'],
  })
  callers.push({
    name: 'a token of the organization that only reads teams',
    sender: { scopes: ['snapshots:read'] },
    may: EVERYBODY,
  })
  callers.push({
    name: 'a token of the organization that reads reports',
    sender: { scopes: ['snapshots:read', 'reports:read'] },
    may: [...EVERYBODY, 'readers'],
  })
  callers.push({
    name: 'a token of the organization of every scope',
    sender: { scopes: ALL_SCOPES },
    may: [...EVERYBODY, 'readers', ...ALL],
  })
})

test('every method has an audience', () => {
  expect(Object.keys(methods).filter((name) => !(name in EXPECTED))).toEqual([])
})

test.each(Object.keys(methods) as MethodName[])(
  '%s is for its audience, and for nobody else',
  async (name) => {
    expect(await statusOf(name, { token: 'nobody-s' })).toBe(401)
    const found: string[] = []
    for (const caller of callers) {
      const refused = (await statusOf(name, caller.sender)) === 403
      if (refused === caller.may.includes(EXPECTED[name] ?? 'admins'))
        found.push(`${caller.name}: ${refused}`)
    }
    expect(found).toEqual([])
  },
)

/** The status of a call without arguments: rights are looked at first. */
async function statusOf(name: MethodName, sender: Sender): Promise<number> {
  const { verb } = methods[name] as Method
  const init =
    verb === 'GET'
      ? {}
      : { method: verb, headers: { 'content-type': 'application/json' }, body: '{}' }
  return (await send(`/${name}`, init, sender)).status
}
