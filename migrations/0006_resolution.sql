-- Whose an account is: what people have said it is not, and people that turned out to be one.

-- A person's word that an account is not somebody's: no suggestion and no rule brings the two together again.
create table rejected_suggestions (
  account_id bigint not null references accounts on delete cascade,
  user_id bigint not null references users on delete cascade,
  created_in bigint not null,
  primary key (account_id, user_id)
);
create index rejected_suggestions_user on rejected_suggestions (user_id);

-- Two users that were one person. The user `from_id` is gone until the merge is split.
create table merges (
  id bigint generated always as identity primary key,
  into_id bigint not null,
  from_id bigint not null,
  from_name text not null,
  from_email text not null,
  merged_at timestamptz not null,
  merged_in bigint not null,
  split_at timestamptz,
  split_in bigint
);
create index merges_into on merges (into_id);

-- Rows as they were before a merge and as it left them; null: there was none, or it left none.
create table merge_changes (
  id bigint generated always as identity primary key,
  merge_id bigint not null references merges on delete cascade,
  table_name text not null,
  before jsonb,
  after jsonb
);
create index merge_changes_merge on merge_changes (merge_id, table_name);
