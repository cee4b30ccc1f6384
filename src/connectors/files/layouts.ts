import type { FactKind } from '../../model/index.ts'
import type { Headers } from './fields.ts'

/** What an account may do at its source. */
export type AccountStatus = 'active' | 'dormant' | 'suspended'

/** The table that one source exports: how it is known, and where its columns go. */
export interface SourceLayout {
  source: string
  title: string
  /** What its lines are; the first unless another is asked for. */
  kinds: readonly FactKind[]
  /** Sets of headers; a file that has all of one set is of this source. `_id` is compared as written. */
  signatures: readonly (readonly string[])[]
  headers: Headers
  /** How headers begin that the organisation named itself, so that a note tells of those left out. */
  own?: string
  /** Words of its status column beyond the common ones (STATUSES). */
  statuses?: Readonly<Record<string, AccountStatus>>
}

/** Status words as all sources use them. A word that is in no table says nothing. */
export const STATUSES: Readonly<Record<string, AccountStatus>> = {
  active: 'active',
  activated: 'active',
  enabled: 'active',
  recovery: 'active',
  locked_out: 'active',
  password_expired: 'active',
  dormant: 'dormant',
  staged: 'dormant',
  provisioned: 'dormant',
  pending: 'dormant',
  invited: 'dormant',
  suspended: 'suspended',
  deprovisioned: 'suspended',
  deactivated: 'suspended',
  disabled: 'suspended',
  inactive: 'suspended',
  terminated: 'suspended',
  archived: 'suspended',
  deleted: 'suspended',
}

/** Coder's user, in its table, its JSON and every CSV made of it. */
export const CODER: SourceLayout = {
  source: 'coder',
  title: 'Users of Coder',
  kinds: ['tool_users'],
  signatures: [
    ['username', 'email', 'created at', 'status'],
    ['username', 'email', 'login type', 'organization ids'],
  ],
  headers: {
    external_id: ['id'],
    username: ['username'],
    name: ['name'],
    email: ['email'],
    created_at: ['created at'],
    last_seen_at: ['last seen at'],
    status: ['status'],
    service_account: ['is service account'],
  },
}

const EITHER = ['people', 'tool_users'] as const

/**
 * The exports of identity providers, then Coder's list, whose few headers OneLogin has too. Columns that no table names are left
 * out.
 */
export const SOURCES: readonly SourceLayout[] = [
  {
    source: 'microsoft-365',
    title: 'Users of the Microsoft 365 admin center',
    kinds: EITHER,
    signatures: [['User principal name', 'Display name', 'Block credential']],
    headers: {
      login: ['User principal name'],
      name: ['Display name'],
      first_name: ['First name'],
      last_name: ['Last name'],
      deactivated: ['Block credential'],
      created_at: ['When created'],
      'attribute:Title': ['Title'],
      'attribute:Department': ['Department'],
      'attribute:Manager': ['Manager'],
      'attribute:Geo': ['Country/Region', 'Usage location'],
      'attribute:City': ['City'],
      'attribute:Office': ['Office'],
    },
  },
  {
    source: 'entra',
    title: 'Users of Microsoft Entra',
    kinds: EITHER,
    signatures: [['userPrincipalName', 'displayName', 'accountEnabled']],
    headers: {
      email: ['mail'],
      login: ['userPrincipalName'],
      external_id: ['objectId', 'id'],
      name: ['displayName'],
      first_name: ['givenName'],
      last_name: ['surname'],
      enabled: ['accountEnabled'],
      created_at: ['createdDateTime'],
      'attribute:Title': ['jobTitle'],
      'attribute:Department': ['department'],
      'attribute:Company': ['companyName'],
      'attribute:User type': ['userType'],
      'attribute:Geo': ['country', 'usageLocation'],
      'attribute:City': ['city'],
      'attribute:Office': ['officeLocation', 'physicalDeliveryOfficeName'],
    },
  },
  {
    source: 'google',
    title: 'Users of Google Workspace',
    kinds: EITHER,
    signatures: [['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]']],
    headers: {
      email: ['Email Address [Required]'],
      first_name: ['First Name [Required]'],
      last_name: ['Last Name [Required]'],
      aliases: ['Work Secondary Email'],
      status: ['Status [READ ONLY]'],
      last_seen_at: ['Last Sign In [READ ONLY]'],
      'attribute:Title': ['Employee Title'],
      'attribute:Department': ['Department'],
      'attribute:Employment type': ['Employee Type'],
      'attribute:Cost centre': ['Cost Center'],
      'attribute:Manager': ['Manager Email'],
      'attribute:Org unit': ['Org Unit Path [Required]'],
      'attribute:Office': ['Building ID'],
    },
  },
  {
    source: 'okta',
    title: 'Users of Okta',
    kinds: EITHER,
    signatures: [
      ['User Id', 'Status', 'Primary email'],
      ['User', 'Login', 'Status', 'Last Password Change'],
      ['profile.login', 'profile.email', 'status'],
    ],
    headers: {
      email: ['Primary email', 'profile.email'],
      login: ['Username', 'Login', 'profile.login'],
      external_id: ['User Id', 'id'],
      name: ['User', 'Display name', 'profile.displayName'],
      first_name: ['First name', 'profile.firstName'],
      last_name: ['Last name', 'profile.lastName'],
      status: ['Status'],
      created_at: ['Created Date', 'Activation date', 'created'],
      last_seen_at: ['Last Login Date', 'Last Login'],
      'attribute:Title': ['Title', 'profile.title'],
      'attribute:Department': ['Department', 'profile.department'],
      'attribute:Employment type': ['User type', 'profile.userType'],
      'attribute:Cost centre': ['Cost center', 'profile.costCenter'],
      'attribute:Manager': ['Manager', 'profile.manager'],
      'attribute:Company': ['Organization', 'profile.organization'],
      'attribute:Geo': ['Country code', 'profile.countryCode'],
      'attribute:City': ['City', 'profile.city'],
    },
  },
  {
    source: 'jumpcloud',
    title: 'Users of JumpCloud',
    kinds: EITHER,
    signatures: [['_id', 'firstname', 'lastname', 'username', 'email']],
    headers: {
      email: ['email'],
      login: ['username'],
      external_id: ['_id'],
      name: ['displayname'],
      first_name: ['firstname'],
      last_name: ['lastname'],
      deactivated: ['suspended'],
      status: ['state'],
      created_at: ['created'],
      'attribute:Title': ['jobTitle'],
      'attribute:Department': ['department'],
      'attribute:Geo': ['location'],
      'attribute:Employment type': ['employeeType'],
      'attribute:Cost centre': ['costCenter'],
      'attribute:Company': ['company'],
    },
  },
  {
    source: 'onelogin',
    title: 'Users of OneLogin',
    kinds: EITHER,
    own: 'custom_attributes.',
    signatures: [['id', 'email', 'username', 'firstname', 'lastname', 'status', 'state']],
    headers: {
      email: ['email'],
      login: ['username'],
      external_id: ['id'],
      first_name: ['firstname'],
      last_name: ['lastname'],
      status: ['status'],
      created_at: ['created_at'],
      last_seen_at: ['last_login'],
      'attribute:Title': ['title'],
      'attribute:Department': ['department'],
      'attribute:Company': ['company'],
    },
    // 3 is locked, 4 and 5 wait for a new password, 8 for answers: people who are still employed.
    statuses: {
      0: 'dormant',
      1: 'active',
      2: 'suspended',
      3: 'active',
      4: 'active',
      5: 'active',
      7: 'dormant',
      8: 'active',
    },
  },
  {
    source: 'keycloak',
    title: 'Users of Keycloak',
    kinds: EITHER,
    own: 'attributes.',
    signatures: [['createdTimestamp', 'username', 'enabled']],
    headers: {
      email: ['email'],
      login: ['username'],
      external_id: ['id'],
      first_name: ['firstName'],
      last_name: ['lastName'],
      enabled: ['enabled'],
      created_at: ['createdTimestamp'],
      'attribute:Title': ['attributes.title', 'attributes.jobTitle'],
      'attribute:Department': ['attributes.department'],
      'attribute:Manager': ['attributes.manager'],
      'attribute:Cost centre': ['attributes.costCenter', 'attributes.costCentre'],
      'attribute:Employment type': ['attributes.employeeType', 'attributes.employmentType'],
      'attribute:Company': ['attributes.company', 'attributes.organization'],
      'attribute:Geo': ['attributes.country', 'attributes.location'],
      'attribute:City': ['attributes.city'],
      'attribute:Office': ['attributes.office'],
    },
  },
  {
    source: 'pagerduty',
    title: 'Incidents of PagerDuty',
    kinds: ['incidents'],
    signatures: [['incident_number', 'created_at', 'service.summary']],
    headers: {
      external_id: ['id'],
      service: ['service.summary'],
      opened_at: ['created_at'],
      mitigated_at: ['resolved_at'],
      severity: ['priority.summary', 'urgency'],
    },
  },
  CODER,
]
