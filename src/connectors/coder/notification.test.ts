import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventFact } from '../../model/index.ts'
import { eventOf } from './notification.ts'

const AT = new Date('2026-08-20T09:30:00Z')

/** The body of a webhook that told Ada, an administrator. */
function told(notification_name: string, labels: Record<string, string> | null, template = '') {
  return {
    _version: '1.1',
    msg_id: 'fd4a2c1e-4d4b-4a44-9b83-3c1f0a5b6d7e',
    payload: {
      _version: '1.2',
      notification_name,
      notification_template_id: template,
      user_id: 'a169451c-8525-4352-b8ca-000000000001',
      user_email: 'ada.admin@example.com',
      user_name: 'Ada Admin',
      user_username: 'admin',
      actions: [],
      labels,
      data: null,
      targets: null,
    },
    title: 'Title',
    body: 'Hi Ada',
  }
}

const workspace = {
  workspace: 'main',
  workspace_owner_username: 'janedoe',
  template: 'docker',
  version: 'v7',
  initiator: 'admin',
}

test.each([
  ['Workspace Created', workspace, 'workspace_created', { username: 'janedoe' }],
  ['Workspace Manually Updated', workspace, 'workspace_updated', { username: 'janedoe' }],
  [
    'User account created',
    { created_account_name: 'zoe', created_account_user_name: 'Zoë Müller', initiator: 'admin' },
    'account_created',
    { username: 'zoe', name: 'Zoë Müller' },
  ],
  [
    'User account suspended',
    { suspended_account_name: 'zoe', suspended_account_user_name: '', initiator: 'admin' },
    'account_suspended',
    { username: 'zoe' },
  ],
  [
    'User account activated',
    { activated_account_name: 'zoe', activated_account_user_name: 'Zoë Müller' },
    'account_activated',
    { username: 'zoe', name: 'Zoë Müller' },
  ],
])('%s is booked on whom it is about, not on who was told', (title, labels, name, account) => {
  const { event } = eventOf(told(title, labels as Record<string, string>), AT)
  expect(event).toMatchObject({ name, account, at: '2026-08-20T09:30:00.000Z' })
  expect(EventFact.parse(event)).toEqual(event)
  expect(JSON.stringify(event)).not.toMatch(/admin|ada/i)
})

test('what a workspace was made of is kept', () => {
  const { event } = eventOf(told('Workspace Created', workspace), AT)
  expect(event?.details).toEqual({ workspace: 'main', template: 'docker', version: 'v7' })
})

test('a template is known by its id, whatever its name', () => {
  const id = '9f5af851-8408-4e73-a7a1-c6502ba46689'
  const { event } = eventOf(told('Konto aktiviert', { activated_account_name: 'zoe' }, id), AT)
  expect(event?.name).toBe('account_activated')
})

test('copies to several administrators are one event, and the next day another', () => {
  const body = told('User account created', { created_account_name: 'Zoe' })
  const copy = structuredClone(body)
  copy.msg_id = '11111111-2222-4333-8444-555555555555'
  copy.payload.user_username = 'uma'
  const id = (it: unknown, at: string) => eventOf(it, new Date(at)).event?.external_id
  const first = id(body, '2026-08-20T09:30:00Z')
  expect(id(copy, '2026-08-20T09:31:12Z')).toBe(first)
  expect(id(body, '2026-08-21T09:30:00Z')).not.toBe(first)
  expect(
    id(told('User account created', { created_account_name: 'uma' }), AT.toISOString()),
  ).not.toBe(first)
})

test.each([
  [told('Workspace Deleted', workspace), 'Workspace Deleted'],
  [told('Workspace Created', { workspace: 'main' }), 'do not name'],
  [told('User account created', null), 'do not name'],
  [
    told('User account created', { created_account_name: 'ci', account_type: 'service' }),
    'service',
  ],
  [{ hello: 'world' }, 'no notification'],
  ['text', 'no notification'],
])('no event comes of %o', (body, words) => {
  const outcome = eventOf(body, AT)
  expect(outcome.event).toBeUndefined()
  expect(outcome).toMatchObject({ reason: expect.stringContaining(words) })
})

test('anything gives an event or a reason', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.string()), (json, labels) => {
      for (const body of [json, told('Workspace Created', labels)]) {
        const outcome = eventOf(body, AT)
        expect(outcome.event === undefined ? 'reason' in outcome : true).toBe(true)
      }
    }),
  )
})
