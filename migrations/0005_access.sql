-- Who may come in: tokens of programs, sessions of people, and the one-time links that begin a session. Of each
-- secret only its SHA-256 is kept, in hexadecimal. What a person may do follows from the roles in user_roles.

create table tokens (
  id bigint generated always as identity primary key,
  hash text not null unique,
  kind text not null check (kind in ('organization', 'personal')),
  name text not null,
  scopes text[] not null,
  -- Whose personal token it is.
  user_id bigint references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- To the minute.
  last_used_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null,
  check ((kind = 'personal') = (user_id is not null))
);
create index tokens_user on tokens (user_id);

create table sessions (
  hash text primary key,
  user_id bigint not null references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

-- A link is used by deleting it. One with `first_admin` makes a Workspace Admin of the person of the address.
create table sign_in_links (
  hash text primary key,
  email text not null,
  first_admin boolean not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- Reads of the directory are noted once an actor, method and minute, acts each time.
alter table audit_log add column minute timestamptz;
create unique index audit_log_reads on audit_log (actor, action, minute) where minute is not null;

-- The people page lists by name.
create index users_name on users (name collate "C", id);
