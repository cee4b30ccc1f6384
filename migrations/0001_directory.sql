-- The directory: who the people are, what is known of them since when, and who said so.
--
-- Every row that a person or an import can change carries `created_in` and `changed_in`: the entry of the audit log
-- that wrote it first and last. So each value has its provenance, and an undo can tell what has been changed since.

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  object text,
  details jsonb not null default '{}'
);
create index audit_log_at on audit_log (at);

create table settings (
  key text primary key,
  value jsonb not null,
  changed_in bigint not null
);

create table users (
  id bigint generated always as identity primary key,
  email text not null,
  name text not null,
  aliases text[] not null default '{}',
  start_date date,
  end_date date,
  time_zone text,
  github_username text,
  additional_github_username text,
  gitlab_username text,
  coder_username text,
  sso_email text,
  ai_light_adoption_date date,
  ai_moderate_adoption_date date,
  ai_heavy_adoption_date date,
  protected boolean not null default false,
  exclude_from_snapshots boolean not null default false,
  writes_code boolean,
  deleted_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null
);
create unique index users_email on users (lower(email));

-- What a person is known by: derived from the row of users, so that matching an account is one join
-- and nobody can be known by what is somebody else's.
create table user_keys (
  kind text not null check (kind in ('email', 'github', 'gitlab', 'coder')),
  key text not null,
  user_id bigint not null references users,
  primary key (kind, key)
);
create index user_keys_user on user_keys (user_id);

create table accounts (
  id bigint generated always as identity primary key,
  source text not null,
  key text not null,
  external_id text,
  username text,
  email text,
  name text,
  status text,
  opened_at timestamptz,
  last_seen_at timestamptz,
  bot boolean not null default false,
  user_id bigint references users,
  -- How the link came about; 'none' is a person's word that the account is nobody's.
  link text check (link in ('email', 'noreply', 'username', 'hand', 'none')),
  created_in bigint not null,
  changed_in bigint not null,
  unique (source, key)
);
create unique index accounts_external on accounts (source, external_id) where external_id is not null;
create index accounts_user on accounts (user_id);

create table attributes (
  id bigint generated always as identity primary key,
  name text not null,
  kind text not null check (kind in ('option', 'text', 'number', 'date', 'boolean')),
  type text not null default 'admin_managed' check (type in ('admin_managed', 'self_reported', 'dx_managed')),
  multiple boolean not null default false,
  privileged boolean not null default false,
  hidden boolean not null default false,
  position int not null,
  owner_source text,
  created_in bigint not null,
  changed_in bigint not null
);
create unique index attributes_name on attributes (lower(name));

create table attribute_options (
  id bigint generated always as identity primary key,
  attribute_id bigint not null references attributes,
  value text not null,
  position int not null,
  created_in bigint not null,
  changed_in bigint not null,
  unique (attribute_id, value)
);

-- The truth about attributes: who had which value from when to when, half-open. '-infinity' is "undated": the
-- source did not say since when. A row whose days are empty (valid_to = valid_from) was overruled by a later statement.
create table user_attributes (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  attribute_id bigint not null references attributes,
  value text not null,
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  source text not null,
  created_in bigint not null,
  changed_in bigint not null,
  check (valid_from <= valid_to)
);
create index user_attributes_attribute on user_attributes (attribute_id, user_id, valid_from);
create index user_attributes_user on user_attributes (user_id);

create table teams (
  id bigint generated always as identity primary key,
  name text not null,
  parent_id bigint references teams,
  lead_id bigint references users,
  reference_id text unique,
  changed_at timestamptz not null default now(),
  deleted_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null
);
create index teams_name on teams (lower(name));
create index teams_lead on teams (lead_id);

create table team_members (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  team_id bigint not null references teams,
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  created_in bigint not null,
  changed_in bigint not null,
  check (valid_from <= valid_to)
);
create index team_members_user on team_members (user_id, valid_from);
create index team_members_team on team_members (team_id);

create table groups (
  id bigint generated always as identity primary key,
  name text not null,
  owner_id bigint references users,
  created_in bigint not null,
  changed_in bigint not null
);
create unique index groups_name on groups (lower(name));

create table group_members (
  id bigint generated always as identity primary key,
  group_id bigint not null references groups,
  user_id bigint not null references users,
  created_in bigint not null,
  changed_in bigint not null,
  unique (user_id, group_id)
);
create index group_members_group on group_members (group_id);

create table roles (
  id bigint generated always as identity primary key,
  name text not null,
  description text not null default '',
  created_in bigint not null,
  changed_in bigint not null
);
create unique index roles_name on roles (lower(name));

create table user_roles (
  id bigint generated always as identity primary key,
  user_id bigint not null references users,
  role_id bigint not null references roles,
  created_in bigint not null,
  changed_in bigint not null,
  unique (user_id, role_id)
);
create index user_roles_role on user_roles (role_id);

create table entity_owners (
  entity text not null,
  user_id bigint not null references users,
  primary key (user_id, entity)
);
