-- Imports: every line of every file and what became of it, and what to put back when one is undone.

create table imports (
  id bigint generated always as identity primary key,
  kind text not null,
  format text not null,
  source text not null,
  title text not null,
  file_name text,
  file_hash text,
  options jsonb not null default '{}',
  status text not null check (status in ('staging', 'staged', 'applied', 'undone', 'failed')),
  lines bigint not null default 0,
  preview jsonb,
  error text,
  created_at timestamptz not null default now(),
  created_by text not null,
  applied_at timestamptz,
  applied_in bigint,
  undone_at timestamptz,
  undone_in bigint
);

create table import_rows (
  import_id bigint not null references imports on delete cascade,
  line bigint not null,
  fact jsonb,
  raw text,
  outcome text check (outcome in ('created', 'changed', 'unchanged', 'refused')),
  code text,
  message text,
  user_id bigint,
  account_id bigint,
  primary key (import_id, line)
);

-- Rows as they were before the import changed them. What an import created is found by its `created_in`.
create table import_changes (
  id bigint generated always as identity primary key,
  import_id bigint not null references imports on delete cascade,
  table_name text not null,
  before jsonb not null
);
create index import_changes_import on import_changes (import_id, table_name);

-- How columns were mapped by hand, remembered by the header of the file.
create table import_mappings (
  header_key text primary key,
  kind text not null,
  mapping jsonb not null,
  changed_in bigint not null
);
