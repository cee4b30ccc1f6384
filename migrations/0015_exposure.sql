-- Available days: absences, part time and public holidays beside employment; and the sums of the metrics that need more than
-- pull requests.

-- Days on which the owner of an account is away, from the first up to the last, excluded.
create table absences (
  account_id bigint not null references accounts,
  from_day date not null,
  to_day date not null,
  kind text,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, from_day),
  check (from_day < to_day)
);
create index absences_changed on absences (changed_in);

-- When a calendar says busy; with whom and why is not kept.
create table calendar_busy (
  account_id bigint not null references accounts,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, starts_at, ends_at),
  check (starts_at < ends_at)
);
create index calendar_busy_changed on calendar_busy (changed_in);

alter table coverage drop constraint coverage_subject_check;
alter table coverage add check (
  subject in (
    'accounts', 'pull_requests', 'reviews', 'tool_days', 'deployments', 'pipeline_runs', 'workspace_starts', 'calendar'
  )
);

-- Who wrote a pull request, where that is known, and the commit that it became on its base branch.
alter table pull_requests
  add authorship text check (authorship in ('human', 'assisted', 'agent')),
  add merge_commit text;
create index pull_requests_merge_commit on pull_requests (merge_commit) where merge_commit is not null;

create index pipeline_runs_number on pipeline_runs (repo_id, number) where number is not null;
create index pipeline_runs_changed on pipeline_runs (changed_in);
create index workspace_starts_changed on workspace_starts (changed_in);
create index deployments_changed on deployments (changed_in);

alter table user_weeks
  -- The scheduled days as bits from Monday on, and the part of full time in per cent; null: full time, or not known.
  add scheduled smallint,
  add fte smallint,
  add open_days int,
  add prs_agent int,
  add prs_assisted int,
  add prs_authored int,
  add prs_deployed int,
  add lead_ln bigint,
  add ci_pushes int,
  add ci_wait_ln bigint,
  add ci_first int,
  add ci_passed int,
  add ci_runs int,
  add ci_flaky int,
  add env_starts int,
  add env_failed int,
  add env_timed int,
  add env_ready_ln bigint,
  add calendar_days smallint,
  add focus_minutes int;

-- Days of coding that are known beside the tool's, and on how many of them the tool was used.
alter table user_tool_weeks
  add coding_days smallint,
  add shared_days smallint;

insert into dirty_weeks (user_id, week) select w.user_id, w.week from user_weeks w on conflict do nothing;
