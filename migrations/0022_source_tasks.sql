-- Work on sources for which a person waits: how far it is and what came of it, for whoever asked.

create table source_tasks (
  id bigint generated always as identity primary key,
  name text not null,
  asked_by text not null,
  started_at timestamptz not null default now(),
  -- When its server last said that it is at it.
  beat_at timestamptz not null default now(),
  ended_at timestamptz,
  progress jsonb,
  answer jsonb,
  error jsonb
);
