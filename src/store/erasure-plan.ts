import { type RawBuilder, sql } from 'kysely'

/** Somebody, as the tables know them. */
export interface Person {
  id: number
  /** All addresses of theirs, in lower case. */
  emails: readonly string[]
  /** All usernames of theirs at sources, in lower case. */
  usernames: readonly string[]
  /** The names that the answers of each run of a survey know them by. */
  answered: { wave_id: number; pseudonym: string; comment_key: string }[]
}

/** What becomes of a table when somebody is erased, and which of its rows they get in an export. */
export interface Held {
  /** Which rows `t` are about this person: they go. */
  rows?: (who: Person) => RawBuilder<unknown>
  /** Which rows `t` that stay have to do with this person: an export has them too. */
  tells?: (who: Person) => RawBuilder<unknown>
  /** Columns that name the person in rows of others, which stay without. */
  clears?: Readonly<Record<string, (who: Person) => RawBuilder<unknown>>>
  /** Whether the table has rows of people alone, so that none of its texts is left. */
  whole?: true
  /** Texts that stay, in which addresses and names are struck out. */
  swept?: readonly string[]
  /** Texts that name nobody, or of which an erasure takes care by itself. */
  kept?: readonly string[]
  /** Columns that no export has. */
  secret?: readonly string[]
  /** Why rows stay that have to do with the person, where that does not go without saying. */
  because?: string
}

/** The accounts of a person, and those of nobody that have an address of theirs. */
export const accountsOf = ({ id, emails }: Person): RawBuilder<unknown> => sql`(
  select a.id from accounts a
  where a.user_id = ${id} or (a.user_id is null and lower(a.email) = any (${emails}::text[]))
)`

const ofUser =
  (column = 'user_id') =>
  (who: Person) =>
    sql`t.${sql.ref(column)} = ${who.id}`
const ofAccount = (who: Person) => sql`t.account_id in ${accountsOf(who)}`
const among = (value: RawBuilder<unknown>, of: readonly string[]) =>
  sql`coalesce(${value} = any (${of}::text[]), false)`
const asActor = (who: Person) => `user:${who.id}`
const pseudonyms = (who: Person, column: 'pseudonym' | 'comment_key') =>
  sql`jsonb_to_recordset(${JSON.stringify(who.answered)}::jsonb) as w(wave_id bigint, ${sql.ref(column)} text)`

const DERIVED = { rows: ofUser(), whole: true } as const

/**
 * Every table of the database, in the order in which rows can go. A test holds it against the database: a table or a text
 * that is not here fails it.
 */
export const PLAN: Readonly<Record<string, Held>> = {
  pull_requests: {
    rows: ofAccount,
    swept: ['title', 'head_branch', 'base_branch'],
    kept: ['authorship', 'merge_commit'],
  },
  reviews: {
    rows: ofAccount,
    kept: ['state'],
    because:
      'An approval is a part of the pull request of somebody else: those of erased people stay with one nameless account a source.',
  },
  tool_days: { rows: ofAccount, whole: true },
  workspace_starts: { rows: ofAccount, whole: true },
  absences: { rows: ofAccount, whole: true },
  calendar_busy: { rows: ofAccount, whole: true },
  custom_facts: { rows: ofAccount, whole: true },
  events: { rows: ofAccount, swept: ['details'], kept: ['source', 'external_id', 'name'] },
  deployments: {
    clears: { account_id: accountsOf },
    kept: ['source', 'external_id', 'service', 'environment', 'status', 'commit'],
    because: 'They are facts of services.',
  },
  pipeline_runs: {
    clears: { account_id: accountsOf },
    swept: ['name'],
    kept: ['external_id', 'commit', 'status'],
    because: 'They are facts of services.',
  },
  survey_answers: {
    rows: (who) =>
      sql`(t.wave_id, t.pseudonym) in (select w.wave_id, w.pseudonym from ${pseudonyms(who, 'pseudonym')})`,
    kept: ['pseudonym'],
    secret: ['pseudonym'],
    because: 'Where the key of a run is destroyed nobody can tell whose they are.',
  },
  survey_comments: {
    rows: (who) => sql`
      exists (
        select from ${pseudonyms(who, 'comment_key')}
        where w.wave_id = t.wave_id
          and t.comment_key = encode(sha256(convert_to(w.comment_key || ':' || coalesce(t.item_id, 0), 'UTF8')), 'hex')
      )
    `,
    swept: ['text'],
    kept: ['comment_key'],
    secret: ['comment_key'],
  },
  user_weeks: DERIVED,
  user_week_buckets: DERIVED,
  user_tool_weeks: DERIVED,
  user_periods: DERIVED,
  user_period_buckets: DERIVED,
  user_week_custom: DERIVED,
  usage_weeks: DERIVED,
  dirty_weeks: DERIVED,
  dirty_custom_weeks: DERIVED,
  user_attributes: { rows: ofUser(), whole: true },
  user_documents: DERIVED,
  user_keys: DERIVED,
  user_roles: DERIVED,
  user_views: { rows: ofUser(), swept: ['reason'], kept: ['viewer', 'method'] },
  team_members: DERIVED,
  group_members: DERIVED,
  entity_owners: { rows: ofUser(), whole: true },
  rejected_suggestions: DERIVED,
  pushed_values: { rows: ofUser(), whole: true, secret: ['hash'] },
  source_end_dates: DERIVED,
  sessions: { rows: ofUser(), whole: true, secret: ['hash'] },
  tokens: { rows: ofUser(), swept: ['name'], kept: ['hash', 'kind', 'scopes'], secret: ['hash'] },
  oidc_subjects: DERIVED,
  sign_in_links: {
    rows: (who) => among(sql`lower(t.email)`, who.emails),
    whole: true,
    secret: ['hash'],
  },
  scim_resources: {
    rows: (who) => sql`
      t.type = 'User' and (
        coalesce(t.user_id = ${who.id}, false) or t.emails && ${who.emails}::text[]
        or ${among(sql`t.user_name`, who.emails)}
      )
    `,
    swept: ['resource'],
    kept: ['type', 'external_id', 'user_name', 'display_name', 'emails', 'former'],
    because: 'Those of groups stay, without the person.',
  },
  study_members: DERIVED,
  merges: { rows: (who) => sql`${who.id} in (t.into_id, t.from_id)`, whole: true },
  accounts: { rows: (who) => sql`t.id in ${accountsOf(who)}`, whole: true },
  teams: { clears: { lead_id: (who) => sql`(${who.id}::bigint)` }, kept: ['name', 'reference_id'] },
  groups: { clears: { owner_id: (who) => sql`(${who.id}::bigint)` }, kept: ['name', 'source'] },
  users: { rows: ofUser('id'), whole: true },
  audit_log: {
    tells: (who) => sql`t.object = ${asActor(who)} or t.actor = ${asActor(who)}`,
    swept: ['object', 'details'],
    kept: ['actor', 'action'],
    because:
      'That something was done stays, by a number that names nobody any more; what was said of the person goes.',
  },
  import_changes: { swept: ['before'], kept: ['table_name'] },
  merge_changes: { swept: ['before', 'after'], kept: ['table_name'] },
  import_rows: {
    tells: (who) => sql`
      ${among(sql`lower(t.fact ->> 'email')`, who.emails)}
      or ${among(sql`lower(t.fact #>> '{account,email}')`, who.emails)}
      or ${among(sql`lower(t.fact #>> '{account,username}')`, who.usernames)}
    `,
    swept: ['message'],
    kept: ['fact', 'raw', 'outcome', 'code'],
    because: 'What became of each line stays; what is about the person is taken out of it.',
  },
  imports: {
    swept: ['title', 'file_name', 'options', 'preview', 'error'],
    kept: ['kind', 'format', 'source', 'file_hash', 'status', 'created_by', 'usual_outcome'],
  },
  source_tasks: { swept: ['progress', 'answer', 'error'], kept: ['name', 'asked_by'] },
  source_left: { swept: ['about', 'message'], kept: ['code'] },
  syncs: { swept: ['progress', 'error'], kept: ['status', 'asked_by', 'counts', 'error_code'] },
  released_answers: { swept: ['answer'], kept: ['question'] },
  released_groups: {
    kept: ['hash', 'members'],
    because:
      'They hold numbers of users, who are then nobody; without them the person would follow from a group shown before and one shown after.',
  },
  schedule_runs: {
    swept: ['payload', 'error'],
    kept: ['asked_by', 'status', 'data_version', 'result_hash'],
  },
  study_changes: { swept: ['before', 'after', 'reason'], kept: ['actor', 'field'] },
  repos: { swept: ['name'], kept: ['source'] },
  releases: { kept: ['metric', 'group_hash'] },
  attribute_options: { kept: ['value'] },
  attributes: { kept: ['name', 'kind', 'type', 'owner_source', 'description'] },
  coverage: { kept: ['source', 'subject', 'tool'] },
  custom_metrics: {
    kept: [
      'key',
      'name',
      'definition',
      'unit',
      'direction',
      'code',
      'purpose',
      'event_source',
      'event_name',
      'event_value',
    ],
  },
  dirty_team_weeks: {},
  document_version: {},
  import_mappings: { kept: ['header_key', 'kind', 'mapping'] },
  incidents: {
    kept: ['source', 'external_id', 'service', 'severity', 'caused_by', 'fixed_by'],
  },
  migrations: { kept: ['name'] },
  pending_documents: {},
  retention: {},
  roles: { kept: ['name', 'description'] },
  scim_members: {},
  service_names: { kept: ['key'] },
  service_owners: {},
  services: { kept: ['name'] },
  schedules: { kept: ['name', 'file', 'cron', 'time_zone', 'target', 'secret'] },
  settings: { kept: ['key', 'value'] },
  source_told: { kept: ['table_name'] },
  sources: { kept: ['kind', 'key', 'name', 'settings', 'secret', 'schedule', 'cursor', 'hook'] },
  studies: {
    kept: ['name', 'hypothesis', 'purpose', 'metric', 'guardrails', 'teams', 'filters', 'arms'],
  },
  study_teams: { kept: ['stratum'] },
  survey_imports: {},
  survey_items: { kept: ['key', 'name', 'text', 'kind', 'options', 'unit'] },
  survey_keys: { kept: ['sealed'] },
  survey_waves: { kept: ['name', 'mode'] },
  team_weeks: { kept: ['recovery'] },
  tombstone_key: { kept: ['key'] },
  tombstones: { kept: ['hash'] },
  usage_tools: { kept: ['tool', 'thresholds'] },
  user_buckets: {},
}
