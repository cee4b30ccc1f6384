-- Sources: servers that Facet reads by itself, where each reading stands, what it brought, and the kinds of facts that no file has.

create table sources (
  id bigint generated always as identity primary key,
  kind text not null,
  -- What accounts and facts of this source carry as their source: the kind, for the first of a kind.
  key text not null unique,
  name text not null,
  settings jsonb not null,
  -- Sealed with the key of the installation.
  secret text not null,
  -- Five fields of cron, in the zone of the organisation; null: only when asked.
  schedule text,
  paused boolean not null default false,
  cursor jsonb,
  -- Since when the list of accounts is read that is not whole yet.
  listing_since timestamptz,
  -- Who reads it now, and until when nobody else may: a run that died frees it by saying nothing.
  lease uuid,
  lease_until timestamptz,
  removed_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null
);

create table syncs (
  id bigint generated always as identity primary key,
  source_id bigint not null references sources,
  status text not null check (status in ('running', 'done', 'failed', 'cut')),
  asked_by text not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  batches int not null default 0,
  -- By kind of fact: read, created, changed, unchanged, refused.
  counts jsonb not null default '{}',
  progress jsonb,
  error_code text,
  error text,
  retry_at timestamptz
);
create index syncs_source on syncs (source_id, id);

-- What a source told and that could not be used, with the reason; the same thing stands here once.
create table source_left (
  source_id bigint not null references sources,
  about text not null,
  code text not null,
  message text not null,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (source_id, about, code)
);

-- When an account last stood in a list of its source.
alter table accounts add listed_at timestamptz;

alter table coverage drop constraint coverage_subject_check;
alter table coverage add check (
  subject in ('accounts', 'pull_requests', 'reviews', 'tool_days', 'deployments', 'pipeline_runs', 'workspace_starts')
);

create table deployments (
  source text not null,
  external_id text not null,
  service text not null,
  environment text not null,
  production boolean not null,
  at timestamptz not null,
  status text not null check (status in ('success', 'failure', 'cancelled', 'rolled_back')),
  commit text,
  account_id bigint references accounts,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (source, external_id)
);
create index deployments_service on deployments (service, at);

create table pipeline_runs (
  repo_id bigint not null references repos,
  external_id text not null,
  name text,
  number int,
  commit text,
  attempt int not null,
  queued_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  status text not null check (status in ('success', 'failure', 'cancelled', 'skipped')),
  account_id bigint references accounts,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (repo_id, external_id)
);
create index pipeline_runs_account on pipeline_runs (account_id, queued_at);

create table workspace_starts (
  account_id bigint not null references accounts,
  external_id text not null,
  tool text not null,
  workspace text not null,
  template text,
  at timestamptz not null,
  seconds real,
  ok boolean not null,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, external_id)
);

create table events (
  source text not null,
  external_id text not null,
  name text not null,
  account_id bigint references accounts,
  at timestamptz not null,
  details jsonb not null,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (source, external_id)
);
create index events_account on events (account_id, at);

-- Groups that mirror those of a source, such as the teams at GitHub, where a person may be in many.
alter table groups add source text;

-- The act that last made an account somebody's, or nobody's: only then do its weeks change hands.
alter table accounts add linked_in bigint;

-- A batch of a source must find what it wrote without reading all that there is.
create index tool_days_changed on tool_days (changed_in);
create index pull_requests_changed on pull_requests (changed_in);
create index reviews_changed on reviews (changed_in);
create index accounts_changed on accounts (changed_in);
create index accounts_linked on accounts (linked_in);
create index coverage_created on coverage (created_in);
