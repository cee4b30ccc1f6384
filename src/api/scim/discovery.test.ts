import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'
import type { Attribute } from './attribute.ts'

const { send } = testApp()
const scim = scimClient(send)

test('the configuration says what is offered', async () => {
  const { status, body, headers } = await scim.get('/ServiceProviderConfig')
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(body).toMatchObject({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 1000 },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }],
  })
})

test('the types of resources name their schemas, which are there', async () => {
  const { body } = await scim.get('/ResourceTypes')
  expect(body).toMatchObject({ totalResults: 2, Resources: [{ id: 'User' }, { id: 'Group' }] })
  const types = body.Resources as unknown as {
    id: string
    schema: string
    schemaExtensions: { schema: string }[]
  }[]
  for (const type of types) {
    expect((await scim.get(`/ResourceTypes/${type.id}`)).body).toEqual(type)
    for (const schema of [type.schema, ...type.schemaExtensions.map((it) => it.schema)])
      expect((await scim.get(`/Schemas/${schema}`)).body).toMatchObject({ id: schema })
  }
})

/** Attributes as Entra names them: `name.givenName`, `emails[type eq "work"].value`. */
function paths(prefix: string, attributes: Attribute[]): string[] {
  return attributes.flatMap(({ name, multiValued, subAttributes = [] }) => {
    const types = subAttributes.find((it) => it.name === 'type')?.canonicalValues ?? []
    const places = multiValued ? types.map((it) => `${name}[type eq "${it}"]`) : [name]
    return [
      prefix + name,
      ...places.flatMap((place) => subAttributes.map((sub) => `${prefix}${place}.${sub.name}`)),
    ]
  })
}

test('whatever Entra maps unless told otherwise is found in the schemas, which hold no null', async () => {
  const { body } = await scim.get('/Schemas')
  expect(JSON.stringify(body)).not.toContain('null')
  const schemas = body.Resources as unknown as { id: string; attributes: Attribute[] }[]
  const all = schemas.flatMap(({ id, attributes }) =>
    paths(id.includes(':core:') ? '' : `${id}:`, attributes),
  )
  const company = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
  expect(all).toEqual(
    expect.arrayContaining([
      'userName',
      'active',
      'displayName',
      'title',
      'emails[type eq "work"].value',
      'preferredLanguage',
      'name.givenName',
      'name.familyName',
      'name.formatted',
      'addresses[type eq "work"].formatted',
      'addresses[type eq "work"].streetAddress',
      'addresses[type eq "work"].country',
      'phoneNumbers[type eq "work"].value',
      'phoneNumbers[type eq "mobile"].value',
      'phoneNumbers[type eq "fax"].value',
      'externalId',
      `${company}:employeeNumber`,
      `${company}:department`,
      `${company}:manager`,
      'members',
    ]),
  )
})

test('a schema or a type that is not there is not found, and a filter of them is refused', async () => {
  expect(await scim.get('/Schemas/urn:none')).toMatchObject({ status: 404 })
  expect(await scim.get('/ResourceTypes/Device')).toMatchObject({ status: 404 })
  expect(await scim.get('/Schemas?filter=name%20eq%20%22User%22')).toMatchObject({ status: 403 })
})
