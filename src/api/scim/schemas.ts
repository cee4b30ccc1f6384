import type { Attribute, Kind, Schema } from './attribute.ts'

/** The extension by which anything else becomes an attribute of Facet: what is sent under a name is its value. */
export const FACET = 'urn:ietf:params:scim:schemas:extension:facet:2.0:User'
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const text = (name: string, description: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})

const complex = (name: string, description: string, subAttributes: Attribute[]): Attribute =>
  text(name, description, { type: 'complex', subAttributes })

/** Several values, each with a type, of which one may be the primary one. */
const plural = (name: string, description: string, types: string[], own?: Attribute[]): Attribute =>
  text(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      ...(own ?? [text('value', 'The value.'), text('display', 'A name to show.')]),
      text('type', 'What it is for.', { canonicalValues: types }),
      text('primary', 'Whether it is the preferred one.', { type: 'boolean' }),
    ],
  })

const readOnly = { mutability: 'readOnly' } as const
const externalId = text('externalId', 'The id that the provider has for it.', { caseExact: true })
const anywhere = ['work', 'home', 'other']

const user: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'A person.',
  attributes: [
    externalId,
    text('userName', 'The name to sign in with; no two people have the same.', {
      required: true,
      uniqueness: 'server',
    }),
    complex('name', 'The parts of the name.', [
      text('formatted', 'The whole name.'),
      text('familyName', 'The family name.'),
      text('givenName', 'The given name.'),
      text('middleName', 'Names between them.'),
      text('honorificPrefix', 'What stands before the name.'),
      text('honorificSuffix', 'What stands after the name.'),
    ]),
    text('displayName', 'The name to show.'),
    text('nickName', 'A casual name.'),
    text('profileUrl', 'A page about the person.', {
      type: 'reference',
      referenceTypes: ['external'],
    }),
    text('title', 'The job title. Becomes the attribute Title.'),
    text('userType', 'How the person is employed. Becomes the attribute User type.'),
    text('preferredLanguage', 'Languages, as Accept-Language has them.'),
    text('locale', 'Locale, such as en-GB.'),
    text('timezone', 'IANA time zone, such as Europe/Lisbon.'),
    text('active', 'Whether the person works here.', { type: 'boolean' }),
    plural('emails', 'Addresses. The primary one is the one that Facet shows.', anywhere),
    plural('phoneNumbers', 'Telephone numbers.', [
      'work',
      'home',
      'mobile',
      'fax',
      'pager',
      'other',
    ]),
    plural('ims', 'Addresses for messages.', anywhere),
    plural(
      'photos',
      'Pictures.',
      ['photo', 'thumbnail'],
      [
        text('value', 'Where it is.', { type: 'reference', referenceTypes: ['external'] }),
        text('display', 'A name to show.'),
      ],
    ),
    plural(
      'addresses',
      'Where to find the person. The country becomes the attribute Country.',
      anywhere,
      [
        text('formatted', 'The whole address.'),
        text('streetAddress', 'Street and number.'),
        text('locality', 'The city.'),
        text('region', 'The state or region.'),
        text('postalCode', 'The postal code.'),
        text('country', 'The country.'),
      ],
    ),
    text('groups', 'The groups of which the person is a member; changed by way of the groups.', {
      ...readOnly,
      type: 'complex',
      multiValued: true,
      subAttributes: [
        text('value', 'The id of the group.', readOnly),
        text('$ref', 'The address of the group.', {
          ...readOnly,
          type: 'reference',
          referenceTypes: ['Group'],
        }),
        text('display', 'The name of the group.', readOnly),
        text('type', 'How the person belongs to it.', { ...readOnly, canonicalValues: ['direct'] }),
      ],
    }),
    plural('entitlements', 'What the person may have.', anywhere),
    plural('roles', 'Roles at the provider.', anywhere),
  ],
}

const enterprise: Schema = {
  id: ENTERPRISE,
  name: 'EnterpriseUser',
  description: 'The place of a person in a company.',
  attributes: [
    text('employeeNumber', 'The number of the person.'),
    text('costCenter', 'Becomes the attribute Cost centre.'),
    text('organization', 'Becomes the attribute Organization.'),
    text('division', 'Becomes the attribute Division.'),
    text('department', 'Becomes the attribute Department.'),
    complex('manager', 'The manager. The address becomes the attribute Manager.', [
      text('value', 'The id of the manager.', { caseExact: true }),
      text('$ref', 'The address of the manager.', { type: 'reference', referenceTypes: ['User'] }),
      text('displayName', 'The name of the manager.'),
    ]),
  ],
}

const facet: Schema = {
  id: FACET,
  name: 'FacetUser',
  description:
    'Anything that shall become an attribute in Facet; names beside these are taken too.',
  attributes: [
    text('level', 'Becomes the attribute Level.'),
    text('role', 'Becomes the attribute Role.'),
    text('location', 'Becomes the attribute Location.'),
    text('employmentType', 'Becomes the attribute Employment type.'),
  ],
}

const group: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'A group of people, or a team.',
  attributes: [
    externalId,
    text('displayName', 'The name; no two groups have the same.', {
      required: true,
      uniqueness: 'server',
    }),
    text('members', 'Who belongs to it.', {
      type: 'complex',
      multiValued: true,
      subAttributes: [
        text('value', 'The id of the member.', { mutability: 'immutable', caseExact: true }),
        text('$ref', 'The address of the member.', {
          mutability: 'immutable',
          type: 'reference',
          referenceTypes: ['User', 'Group'],
        }),
        text('type', 'What the member is.', {
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
        }),
        text('display', 'The name of the member.', readOnly),
      ],
    }),
  ],
}

export const USER: Kind = {
  type: 'User',
  endpoint: '/Users',
  core: user,
  extensions: [enterprise, facet],
}

export const GROUP: Kind = { type: 'Group', endpoint: '/Groups', core: group, extensions: [] }
