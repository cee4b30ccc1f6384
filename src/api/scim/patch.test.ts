import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from './attribute.ts'
import type { Operation } from './operations.ts'
import { patch, resourceOf } from './patch.ts'
import { ENTERPRISE, FACET, GROUP, USER } from './schemas.ts'

const WORK = { type: 'work', value: 'w@example.com', primary: true }
const HOME = { type: 'home', value: 'h@example.com' }
const ADA: JsonObject = {
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [WORK, HOME],
  [ENTERPRISE]: { manager: { value: 'm1', displayName: 'Charles' }, department: 'Engines' },
}

const after = (op: Operation['op'], path: string | undefined, value?: Json): JsonObject =>
  patch(USER, ADA, [
    { op, ...(path !== undefined && { path }), ...(value !== undefined && { value }) },
  ])

test.each([
  ['a name without case', 'add', 'DISPLAYNAME', 'A', { displayName: 'A' }],
  [
    'a part',
    'replace',
    'name.familyName',
    'King',
    { name: { givenName: 'Ada', familyName: 'King' } },
  ],
  [
    'some parts',
    'replace',
    'name',
    { familyName: 'King' },
    { name: { givenName: 'Ada', familyName: 'King' } },
  ],
  ['a part with null', 'replace', 'name', { familyName: null }, { name: { givenName: 'Ada' } }],
  ['an element more', 'add', 'emails', { value: 'x' }, { emails: [WORK, HOME, { value: 'x' }] }],
  [
    'one that is there',
    'add',
    'emails',
    [{ value: 'W@example.com', type: 'work', display: 'W' }],
    { emails: [{ ...WORK, value: 'W@example.com', display: 'W' }, HOME] },
  ],
  [
    'a new primary one',
    'add',
    'emails',
    [{ value: 'x', primary: 'True' }],
    { emails: [{ ...WORK, primary: false }, HOME, { value: 'x', primary: true }] },
  ],
  [
    'another primary one',
    'replace',
    'emails[type eq "home"].primary',
    'true',
    {
      emails: [
        { ...WORK, primary: false },
        { ...HOME, primary: true },
      ],
    },
  ],
  ['all elements', 'replace', 'emails', [{ value: 'x' }], { emails: [{ value: 'x' }] }],
  [
    'a part of all elements',
    'replace',
    'emails.type',
    'other',
    {
      emails: [
        { ...WORK, type: 'other' },
        { ...HOME, type: 'other' },
      ],
    },
  ],
  [
    'a part of one',
    'replace',
    'emails[value eq "h@example.com"].type',
    'other',
    { emails: [WORK, { ...HOME, type: 'other' }] },
  ],
  [
    'one that is not there',
    'add',
    'ims[type eq "chat" and primary eq true].value',
    'x',
    { ims: [{ type: 'chat', primary: true, value: 'x' }] },
  ],
  [
    'one whole',
    'replace',
    'emails[type eq "home"]',
    { value: 'x' },
    { emails: [WORK, { type: 'home', value: 'x' }] },
  ],
  [
    'somebody else as manager',
    'replace',
    `${ENTERPRISE}:manager`,
    'm2',
    { [ENTERPRISE]: { manager: { value: 'm2' }, department: 'Engines' } },
  ],
  [
    'the id of the manager',
    'replace',
    `${ENTERPRISE}:manager.value`,
    'm2',
    { [ENTERPRISE]: { manager: { value: 'm2' }, department: 'Engines' } },
  ],
  [
    'an extension',
    'add',
    ENTERPRISE,
    { division: 'D' },
    {
      [ENTERPRISE]: {
        manager: { value: 'm1', displayName: 'Charles' },
        department: 'Engines',
        division: 'D',
      },
    },
  ],
  [
    'an extension without case',
    'add',
    `${ENTERPRISE.toUpperCase()}:DIVISION`,
    'D',
    { [ENTERPRISE]: expect.objectContaining({ division: 'D' }) },
  ],
  ['our extension', 'add', undefined, { [`${FACET}:level`]: 'L4' }, { [FACET]: { level: 'L4' } }],
  ['what is not known', 'add', 'shoeSize', 42, { shoeSize: 42 }],
  [
    'what only the server sets, silently',
    'add',
    undefined,
    { id: 'x', meta: {}, groups: [1], title: 'T' },
    { title: 'T' },
  ],
] as [string, Operation['op'], string | undefined, Json, JsonObject][])(
  '%s is set',
  (_, op, path, value, expected) => {
    expect(after(op, path, value)).toEqual({ ...ADA, ...expected })
  },
)

test.each([
  ['an attribute', 'name', undefined, { name: undefined }],
  ['a part', 'name.givenName', undefined, { name: { familyName: 'Byron' } }],
  ['an element', 'emails[type eq "home"]', undefined, { emails: [WORK] }],
  ['an element by its value', 'emails', [{ value: 'H@EXAMPLE.COM' }], { emails: [WORK] }],
  [
    'the value of an element, and so the element',
    'emails[type eq "home"].value',
    undefined,
    { emails: [WORK] },
  ],
  ['what is not there', 'emails[type eq "none"]', undefined, {}],
  ['all elements', 'emails', undefined, { emails: undefined }],
  ['an extension', ENTERPRISE, undefined, { [ENTERPRISE]: undefined }],
  ['the manager', `${ENTERPRISE}:manager`, undefined, { [ENTERPRISE]: { department: 'Engines' } }],
] as [string, string, Json | undefined, Record<string, Json | undefined>][])(
  '%s is removed',
  (_, path, value, expected) => {
    expect(after('remove', path, value)).toEqual(
      JSON.parse(JSON.stringify({ ...ADA, ...expected })),
    )
  },
)

test('a body is read whatever the case and form of what it holds', () => {
  const body = {
    USERNAME: 'ada',
    Active: 'TRUE',
    password: 'secret',
    title: 7,
    roles: 'Reader',
    addresses: [{ type: 'work' }, { type: 'home', Country: 'UK' }],
    'name.givenName': 'Ada',
    __proto__: null,
    'not a path': [1],
  }
  expect(resourceOf(USER, JSON.parse(JSON.stringify(body)))).toEqual({
    userName: 'ada',
    active: true,
    title: '7',
    roles: [{ value: 'Reader' }],
    addresses: [{ type: 'home', country: 'UK' }],
    name: { givenName: 'Ada' },
    'not a path': [1],
  })
})

test('a name that JavaScript gives a meaning to is a name like any other', () => {
  const body = JSON.parse('{"userName": "a", "__proto__": {"polluted": true}, "constructor": 1}')
  const resource = resourceOf(USER, body)
  expect(Object.keys(resource)).toEqual(['userName', '__proto__', 'constructor'])
  expect(({} as JsonObject).polluted).toBeUndefined()
})

const text = fc.constantFrom('a', 'b', 'c')
const user = fc.record(
  {
    userName: text,
    active: fc.boolean(),
    title: text,
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: ['givenName'] }),
    emails: fc.uniqueArray(fc.record({ value: text, type: text }), {
      minLength: 1,
      selector: ({ value, type }) => value + type,
    }),
    [ENTERPRISE]: fc.record({ department: text, manager: fc.record({ value: text }) }),
  },
  { requiredKeys: ['userName'] },
)

test('what was read is read again as it is, and a patch leaves what it was given', () => {
  fc.assert(
    fc.property(user, user, (one, other) => {
      const held = resourceOf(USER, one as JsonObject)
      expect(held).toEqual(one)
      const before = structuredClone(held)
      patch(USER, held, [{ op: 'add', value: other as JsonObject }])
      expect(held).toEqual(before)
    }),
  )
})

test('to add or to replace twice is to do it once', () => {
  fc.assert(
    fc.property(user, user, fc.constantFrom('add', 'replace'), (one, other, op) => {
      const operation: Operation = { op: op as 'add' | 'replace', value: other as JsonObject }
      const once = patch(USER, one as JsonObject, [operation])
      expect(patch(USER, once, [operation])).toEqual(once)
    }),
  )
})

test('members of a group come and go as a set', () => {
  const ids = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5'))
  const members = (values: string[]) => values.map((value) => ({ value }))
  fc.assert(
    fc.property(ids, ids, ids, (held, added, removed) => {
      const group = resourceOf(GROUP, { displayName: 'G', members: members(held) })
      const { members: left } = patch(GROUP, group, [
        { op: 'add', path: 'members', value: members(added) },
        ...removed.map((it): Operation => ({ op: 'remove', path: `members[value eq "${it}"]` })),
      ])
      const expected = new Set([...held, ...added].filter((it) => !removed.includes(it)))
      expect(left ?? []).toEqual(members([...expected]))
    }),
  )
})
