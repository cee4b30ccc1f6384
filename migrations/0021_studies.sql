-- Studies: a tool or a way of working is given to teams that were drawn by lot, and judged on a day that was said before.

create table studies (
  id bigint generated always as identity primary key,
  name text not null,
  hypothesis text not null,
  purpose text not null,
  metric text not null,
  guardrails text[] not null default '{}',
  -- Who is in it, as a report is asked: names of teams, and filters.
  teams text[] not null default '{}',
  filters text[] not null default '{}',
  -- The second is what the first is held against.
  arms text[] not null check (cardinality(arms) = 2),
  -- The wished effect in per cent of the mean.
  effect float8 not null check (effect > 0),
  from_day date not null,
  to_day date not null,
  always_valid boolean not null default false,
  started_at timestamptz,
  -- The day on which members and teams were fixed, and the seed by which teams were drawn.
  frozen_on date,
  seed bigint,
  -- The standard error that was expected at the end, on the scale of the metric.
  planned_se float8,
  attribute_id bigint references attributes,
  closed_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null,
  check (from_day < to_day),
  check ((started_at is null) = (seed is null))
);
create unique index studies_name on studies (lower(name));

-- Where each team was drawn to, from which stratum. Arms are numbered from 0.
create table study_teams (
  study_id bigint not null references studies on delete cascade,
  team_id bigint not null references teams,
  stratum text not null,
  arm int not null check (arm in (0, 1)),
  primary key (study_id, team_id)
);

-- Who was in which of these teams on the day on which the study was fixed. It does not move with people.
create table study_members (
  study_id bigint not null references studies on delete cascade,
  user_id bigint not null references users on delete cascade,
  team_id bigint not null,
  primary key (user_id, study_id)
);
create index study_members_study on study_members (study_id);

-- What of the design was changed after the start, by whom and why.
create table study_changes (
  id bigint generated always as identity primary key,
  study_id bigint not null references studies on delete cascade,
  at timestamptz not null,
  actor text not null,
  field text not null,
  before text not null,
  after text not null,
  reason text not null
);
create index study_changes_study on study_changes (study_id);
