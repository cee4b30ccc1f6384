import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { scimClient } from '../../../test/scim.ts'
import { type Attribute, isObject, type Json, type JsonObject, type Schema } from './attribute.ts'
import { USER } from './schemas.ts'

const { send } = testApp()
const scim = scimClient(send)
let path = ''

beforeAll(async () => {
  const { body } = await scim.post('/Users', { userName: 'whole@example.com' })
  path = `/Users/${body.id}`
})

/** A value that fits an attribute, and another one for another number. */
function valueFor({ name, type, multiValued, subAttributes = [] }: Attribute, n: number): Json {
  if (type === 'boolean') return name === 'primary' || n % 2 === 0
  if (type !== 'complex') return name === 'value' ? `${name}${n}@example.com` : `${name} ${n}`
  const whole = Object.fromEntries(subAttributes.map((sub) => [sub.name, valueFor(sub, n)]))
  return multiValued ? [whole] : whole
}

const writable = ({ core, extensions }: typeof USER): [string, Schema, Attribute][] =>
  [core, ...extensions].flatMap((schema) =>
    schema.attributes
      .filter(({ mutability, required }) => mutability === 'readWrite' && !required)
      .map((attribute): [string, Schema, Attribute] => [attribute.name, schema, attribute]),
  )

test.each(writable(USER))('%s is added, replaced and removed', async (name, schema, attribute) => {
  const held = async () => {
    const { body } = await scim.get(path)
    const whole = schema === USER.core ? body : body[schema.id]
    return isObject(whole) ? whole[name] : undefined
  }
  const at = schema === USER.core ? name : `${schema.id}:${name}`
  for (const [n, op] of ['add', 'replace'].entries()) {
    const value = valueFor(attribute, n)
    expect(await scim.patch(path, { op, path: at, value })).toMatchObject({ status: 200 })
    expect(await held()).toEqual(value)
  }
  for (const sub of attribute.multiValued ? [] : (attribute.subAttributes ?? [])) {
    const value = valueFor(sub, 3)
    await scim.patch(path, { op: 'replace', path: `${at}.${sub.name}`, value })
    expect(await held()).toMatchObject({ [sub.name]: value })
  }
  expect((await scim.patch(path, { op: 'remove', path: at })).status).toBe(200)
  // who is not said to be inactive is active
  expect(await held()).toBe(name === 'active' ? true : undefined)
})

test('a user with every attribute there is comes back as it was put', async () => {
  const whole: JsonObject = { userName: 'whole@example.com' }
  for (const [name, { id }, attribute] of writable(USER)) {
    const value = valueFor(attribute, 2)
    const within = whole[id]
    if (id === USER.core.id) whole[name] = value
    else whole[id] = { ...(isObject(within) ? within : {}), [name]: value }
  }
  expect(await scim.put(path, whole)).toMatchObject({ status: 200, body: whole })
  expect((await scim.get(path)).body).toMatchObject(whole)
})
