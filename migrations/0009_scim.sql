-- What identity providers state by SCIM: each resource as it was sent, beside the person, group or team that follows it.
-- `user_name`, `display_name` and `emails` are in lower case, for filters.

create table scim_resources (
  id uuid primary key default gen_random_uuid(),
  -- The order in which resources came, and in which they are listed.
  position bigint generated always as identity unique,
  type text not null check (type in ('User', 'Group')),
  external_id text,
  user_name text,
  display_name text,
  emails text[] not null default '{}',
  -- Addresses that it named before.
  former text[] not null default '{}',
  active boolean not null default true,
  resource jsonb not null,
  -- The person who follows a User; none as long as no address of theirs is known.
  user_id bigint unique references users on delete set null,
  group_id bigint references groups on delete set null,
  team_id bigint references teams on delete set null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  created_in bigint not null,
  changed_in bigint not null
);
create unique index scim_resources_user_name on scim_resources (user_name) where type = 'User';
create unique index scim_resources_group_name on scim_resources (display_name) where type = 'Group';
create index scim_resources_listed on scim_resources (type, position);
create index scim_resources_external on scim_resources (external_id);
create index scim_resources_emails on scim_resources using gin (emails);

create table scim_members (
  group_id uuid not null references scim_resources on delete cascade,
  member_id uuid not null references scim_resources on delete cascade,
  primary key (group_id, member_id)
);
create index scim_members_member on scim_members (member_id);
