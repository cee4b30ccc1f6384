import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'

const { send, call } = testApp()
const google = scimClient(send, { type: 'application/json' })

test('somebody is provisioned, suspended by a patch, and deleted for good some weeks later', async () => {
  const { status, body } = await google.post('/Users', {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    userName: 'gwen@example.com',
    externalId: '112233445566778899',
    name: { givenName: 'Gwen', familyName: 'Stacy' },
    emails: [{ value: 'gwen@example.com', type: 'work', primary: true }],
    active: true,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      employeeNumber: 701984,
      department: 'Research',
    },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: '701984' },
  })
  const path = `/Users/${body.id}`
  const suspend = { op: 'replace', path: 'active', value: false }
  expect(await google.patch(path, suspend)).toMatchObject({ status: 200, body: { active: false } })
  expect(await google.remove(path)).toMatchObject({ status: 204, body: {} })
  expect((await google.get(path)).status).toBe(404)
  const { user } = await call('users.info', { email: 'gwen@example.com' })
  expect(user).toMatchObject({
    deleted_at: expect.any(String),
    attributes: [{ name: 'Department', value: 'Research' }],
  })
})
