-- Reports that are sent by themselves: what, when, whereto, and what came of it.

create table schedules (
  id bigint generated always as identity primary key,
  name text not null,
  -- The file of reports, as it was written.
  file text not null,
  -- Five fields of cron, in the zone beside them; null: that of the organisation.
  cron text not null,
  time_zone text,
  -- Whereto, as far as it may be shown: the kind, the host or the name of the file, the form.
  target jsonb not null,
  -- The address and the key of a web hook, sealed with the key of the installation; empty: the target has none.
  secret text not null,
  paused boolean not null default false,
  -- Moments before are not made up for: since when this schedule holds as it stands.
  since timestamptz not null,
  removed_at timestamptz,
  created_in bigint not null,
  changed_in bigint not null
);

-- One delivery. The row of a moment is what a server takes it by, so that no other sends it too.
create table schedule_runs (
  id bigint generated always as identity primary key,
  schedule_id bigint not null references schedules,
  -- The moment of the schedule that it stands for; null: somebody asked for it.
  moment timestamptz,
  asked_by text not null,
  status text not null check (status in ('running', 'delivered', 'failed')),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Until when no other server may take it: one that died frees it by saying nothing.
  lease uuid,
  lease_until timestamptz,
  -- What is to be delivered, kept from when it is made until it is, so that a second attempt delivers the same.
  payload jsonb,
  -- How often its delivery was begun.
  attempts int not null default 0,
  data_version text,
  result_hash text,
  error text,
  unique (schedule_id, moment)
);
create index schedule_runs_schedule on schedule_runs (schedule_id, id);
