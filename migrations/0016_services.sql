-- Services with their teams and incidents, the weekly numbers of teams that are made of them, and metrics defined by data.

create table services (
  id bigint generated always as identity primary key,
  name text not null,
  created_in bigint not null,
  changed_in bigint not null
);

-- By what sources call a service, in lower case: its own name, its repository, its name in the tool for incidents.
create table service_names (
  key text primary key,
  service_id bigint not null references services,
  created_in bigint not null,
  changed_in bigint not null
);
create index service_names_service on service_names (service_id);

-- Whose a service was on which days, half-open; '-infinity' is "undated". Of two rows that share days, the one stated last holds: a
-- row whose days are empty was overruled.
create table service_owners (
  id bigint generated always as identity primary key,
  service_id bigint not null references services,
  team_id bigint not null references teams,
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  created_in bigint not null,
  changed_in bigint not null,
  check (valid_from <= valid_to)
);
create index service_owners_service on service_owners (service_id);
create index service_owners_team on service_owners (team_id);

create table incidents (
  source text not null,
  external_id text not null,
  service text not null,
  opened_at timestamptz not null,
  mitigated_at timestamptz,
  severity text,
  -- External ids of deployments; 'none' says that it was none, null that nobody said.
  caused_by text,
  fixed_by text,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (source, external_id)
);
create index incidents_service on incidents (lower(service), opened_at);
create index deployments_service_key on deployments (lower(service), at);

-- `fixes`: the source of incidents also says which deployment fixed one. `custom`: facts of the metric whose key stands in `tool`.
alter table coverage drop constraint coverage_subject_check;
alter table coverage add check (
  subject in (
    'accounts', 'pull_requests', 'reviews', 'tool_days', 'deployments', 'pipeline_runs', 'workspace_starts', 'incidents',
    'calendar', 'fixes', 'custom'
  )
);

-- One row a team and ISO week, in the zone of the organisation, in which a source spoke of deployments of its services; whole
-- numbers alone, so that a rebuild gives the same bytes. What a source does not speak of is not among those it could be of:
-- `judged` are deployments of which it is known whether they failed, `traced` those of which it is known whether they fixed something.
create table team_weeks (
  team_id bigint not null,
  week date not null,
  service_days int not null,
  deployments int not null,
  deployments_judged int not null,
  deployments_failed int not null,
  recoveries int not null,
  recovery_ln bigint not null,
  deployments_traced int not null,
  deployments_fixing int not null,
  primary key (team_id, week)
);
create index team_weeks_week on team_weeks (week);

create table dirty_team_weeks (
  team_id bigint not null,
  week date not null,
  primary key (team_id, week)
);

-- Marks the weeks of the teams of services from a day on: whether a deployment is a rollback, and since when a service exists,
-- hangs on all that came before.
create function mark_team_weeks(services bigint[], since date, until date) returns void language sql as $$
  insert into dirty_team_weeks (team_id, week)
  select distinct o.team_id, w.week::date
  from service_owners o
  cross join (
    select greatest(since - 8, min(c.from_day)) as first, greatest(until, max(c.to_day)) as last
    from coverage c
    where c.subject = 'deployments'
    having count(*) > 0 or isfinite(since) and isfinite(until)
  ) s
  cross join lateral generate_series(date_trunc('week', s.first), s.last - 1, interval '7 days') w(week)
  where o.service_id = any (services)
  order by 1, 2
  on conflict do nothing
$$;

-- The rows that a statement wrote, as they were or as they are, are `touched` in what follows.
create function mark_teams_of_deployments() returns trigger language plpgsql as $$
begin
  perform mark_team_weeks(array[t.service_id], t.since, '-infinity')
  from (
    select n.service_id, (min(d.at) at time zone 'UTC')::date as since
    from touched d
    join service_names n on n.key = lower(d.service)
    group by n.service_id
  ) t;
  return null;
end $$;

create function mark_teams_of_incidents() returns trigger language plpgsql as $$
begin
  perform mark_team_weeks(array[t.service_id], t.since, '-infinity')
  from (
    select n.service_id, (min(i.opened_at) at time zone 'UTC')::date as since
    from touched i
    join service_names n on n.key = lower(i.service)
    group by n.service_id
  ) t;
  return null;
end $$;

create function mark_teams_of_service_names() returns trigger language plpgsql as $$
begin
  perform mark_team_weeks(array_agg(t.service_id), '-infinity', '-infinity') from touched t;
  return null;
end $$;

-- By the row itself: one that is gone leads to no team any more.
create function mark_teams_of_service_owners() returns trigger language plpgsql as $$
begin
  insert into dirty_team_weeks (team_id, week)
  select distinct o.team_id, w.week::date
  from touched o
  cross join (
    select min(c.from_day) as first, max(c.to_day) as last
    from coverage c
    where c.subject = 'deployments'
    having count(*) > 0
  ) s
  cross join lateral generate_series(
    date_trunc('week', greatest(s.first, o.valid_from)), least(s.last, o.valid_to) - 1, interval '7 days'
  ) w(week)
  order by 1, 2
  on conflict do nothing;
  return null;
end $$;

create function mark_teams_of_coverage() returns trigger language plpgsql as $$
begin
  perform mark_team_weeks(array(select s.id from services s), t.since, t.until)
  from (
    select min(c.from_day) as since, max(c.to_day) as until
    from touched c
    where c.subject in ('deployments', 'incidents', 'fixes')
  ) t
  where t.since is not null;
  return null;
end $$;

-- A run of a source lengthens a span of years by a day: only the days that came or went count.
create function mark_teams_of_longer_coverage() returns trigger language plpgsql as $$
begin
  perform mark_team_weeks(array(select s.id from services s), lower(t.days), upper(t.days))
  from (
    select range_merge((coalesce(a.days, '{}') - coalesce(b.days, '{}')) + (coalesce(b.days, '{}') - coalesce(a.days, '{}'))) as days
    from (select c.id, c.subject, datemultirange(daterange(c.from_day, c.to_day)) as days from touched c) a
    full join (select c.id, c.subject, datemultirange(daterange(c.from_day, c.to_day)) as days from was c) b
      on b.id = a.id and b.subject = a.subject
    where coalesce(a.subject, b.subject) in ('deployments', 'incidents', 'fixes')
  ) t
  where not isempty(t.days);
  return null;
end $$;
create trigger coverage_changed after update on coverage
  referencing old table as was new table as touched for each statement execute function mark_teams_of_longer_coverage();

create function mark_teams_of_settings() returns trigger language plpgsql as $$
begin
  if exists (select from touched s where s.key = 'time_zone') then
    perform mark_team_weeks(array(select s.id from services s), '-infinity', '-infinity');
  end if;
  return null;
end $$;

-- What an administrator defines: numbers of facts from files, or of events.
create table custom_metrics (
  id bigint generated always as identity primary key,
  key text not null unique,
  name text not null,
  definition text not null,
  unit text not null,
  direction text not null check (direction in ('higher', 'lower', 'context')),
  -- 'C' counts by available day, 'R' is a ratio of sums.
  code text not null check (code in ('C', 'R')),
  purpose text not null,
  -- Of events: who tells them, by which name, which detail holds the number, and since when they are complete.
  event_source text,
  event_name text,
  event_value text,
  since date,
  created_in bigint not null,
  changed_in bigint not null,
  check ((event_source is null) = (event_name is null))
);

create table custom_facts (
  account_id bigint not null references accounts,
  metric_id bigint not null references custom_metrics,
  day date not null,
  num numeric not null,
  den numeric,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (account_id, metric_id, day)
);
create index custom_facts_metric on custom_facts (metric_id);
create index events_name on events (name, account_id);

-- One row a person, week and metric of which something is known. Sums are exact decimals.
create table user_week_custom (
  user_id bigint not null references users,
  week date not null,
  metric_id bigint not null references custom_metrics,
  num numeric not null,
  den numeric not null,
  primary key (user_id, week, metric_id)
);
create index user_week_custom_metric on user_week_custom (metric_id, week);

create table dirty_custom_weeks (
  user_id bigint not null,
  week date not null,
  primary key (user_id, week)
);

-- Whatever makes a week of a person be counted anew does so for the metrics that an organisation defined.
create function mark_custom_of_dirty_weeks() returns trigger language plpgsql as $$
begin
  if exists (select from custom_metrics) then
    insert into dirty_custom_weeks (user_id, week)
    select t.user_id, t.week from touched t order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;
create trigger dirty_weeks_custom after delete on dirty_weeks
  referencing old table as touched for each statement execute function mark_custom_of_dirty_weeks();

create function mark_custom_of_custom_facts() returns trigger language plpgsql as $$
begin
  insert into dirty_custom_weeks (user_id, week)
  select distinct a.user_id, date_trunc('week', t.day)::date
  from touched t
  join accounts a on a.id = t.account_id
  where a.user_id is not null
  order by 1, 2
  on conflict do nothing;
  return null;
end $$;

-- The day of an event is that of its person's clock, so the weeks around it are marked.
create function mark_custom_of_events() returns trigger language plpgsql as $$
begin
  if exists (select from touched t join custom_metrics m on m.event_name = t.name) then
    insert into dirty_custom_weeks (user_id, week)
    select distinct a.user_id, date_trunc('week', (t.at at time zone 'UTC') + z.shift)::date
    from touched t
    join custom_metrics m on m.event_name = t.name and m.event_source = t.source
    join accounts a on a.id = t.account_id
    cross join (values (interval '-14 hours'), (interval '14 hours')) z(shift)
    where a.user_id is not null
    order by 1, 2
    on conflict do nothing;
  end if;
  return null;
end $$;

-- Imports, runs of sources, hooks, undoing and pages write these tables; a mark that hangs on the table none of them can forget.
do $$
declare
  it record;
begin
  for it in
    select t.name, t.marked
    from (values
      ('deployments', 'teams'), ('incidents', 'teams'), ('service_names', 'teams'), ('service_owners', 'teams'),
      ('coverage', 'teams'), ('settings', 'teams'), ('custom_facts', 'custom'), ('events', 'custom')
    ) t(name, marked)
  loop
    execute format('
      create trigger %1$s_added after insert on %1$s
        referencing new table as touched for each statement execute function mark_%2$s_of_%1$s();
      create trigger %1$s_gone after delete on %1$s
        referencing old table as touched for each statement execute function mark_%2$s_of_%1$s();
    ', it.name, it.marked);
    if it.name <> 'coverage' then
      execute format('
        create trigger %1$s_was after update on %1$s
          referencing old table as touched for each statement execute function mark_%2$s_of_%1$s();
        create trigger %1$s_is after update on %1$s
          referencing new table as touched for each statement execute function mark_%2$s_of_%1$s();
      ', it.name, it.marked);
    end if;
  end loop;
end $$;
