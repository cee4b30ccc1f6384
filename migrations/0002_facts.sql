-- Facts of accounts, as their sources state them, and the weekly numbers of users that are made of them.
-- Facts are keyed by account, weekly rows by user, each first in its primary key, so that both can be distributed.

create table repos (
  id bigint generated always as identity primary key,
  source text not null,
  name text not null,
  created_in bigint not null,
  changed_in bigint not null,
  unique (source, name)
);

create table pull_requests (
  account_id bigint not null references accounts,
  repo_id bigint not null references repos,
  number int not null,
  title text,
  base_branch text,
  head_branch text,
  draft boolean not null default false,
  opened_at timestamptz not null,
  first_commit_at timestamptz,
  ready_at timestamptz,
  first_review_at timestamptz,
  approved_at timestamptz,
  merged_at timestamptz,
  closed_at timestamptz,
  additions int,
  deletions int,
  changed_files int,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, repo_id, number)
);
create index pull_requests_repo on pull_requests (repo_id, number);
create index pull_requests_reverts on pull_requests (repo_id, title) where title like 'Revert "%';

create table reviews (
  account_id bigint not null references accounts,
  repo_id bigint not null references repos,
  number int not null,
  submitted_at timestamptz not null,
  state text not null check (state in ('approved', 'changes_requested', 'commented', 'dismissed')),
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, repo_id, number, submitted_at)
);

create table tool_days (
  account_id bigint not null references accounts,
  tool text not null,
  day date not null,
  minutes real,
  actions int,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, tool, day)
);

-- Of which days, and of whom, a source speaks. Outside of it a number is unknown, never 0.
create table coverage (
  id bigint generated always as identity primary key,
  source text not null,
  subject text not null check (subject in ('accounts', 'pull_requests', 'reviews', 'tool_days')),
  tool text,
  from_day date not null,
  to_day date not null,
  team_id bigint references teams,
  created_in bigint not null,
  changed_in bigint not null,
  check (from_day < to_day)
);
-- `tool` names the tool whose days of use are covered.
create index coverage_subject on coverage (subject, source);

-- One row a person and ISO week in which the person was scheduled to work and a source spoke of it; a column a sum. A column is null where
-- the value is unknown: no account at a covered source. Logarithms are kept as whole billionths, so that the order
-- of adding changes nothing.
create table user_weeks (
  user_id bigint not null references users,
  week date not null,
  scheduled_days smallint not null,
  code_days smallint,
  prs_merged int,
  prs_cycled int,
  cycle_ln bigint,
  prs_sized int,
  size_ln bigint,
  prs_large int,
  prs_picked_up int,
  pickup_ln bigint,
  prs_reviewed int,
  review_ln bigint,
  prs_unreviewed int,
  prs_reverted int,
  review_days smallint,
  reviews_given int,
  coding_days smallint,
  prs_opened int,
  primary key (user_id, week)
);
create index user_weeks_week on user_weeks (week);

-- The same for each tool.
create table user_tool_weeks (
  user_id bigint not null references users,
  week date not null,
  tool text not null,
  known_days smallint not null,
  active_days smallint not null,
  minutes real not null,
  primary key (user_id, week, tool)
);
create index user_tool_weeks_week on user_tool_weeks (tool, week);

-- Weeks whose numbers no longer agree with the facts; the rollup takes them away.
create table dirty_weeks (
  user_id bigint not null,
  week date not null,
  primary key (user_id, week)
);
