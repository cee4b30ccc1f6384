-- Answers to surveys: in a store of their own, without any name of a person.

create table survey_items (
  id bigint generated always as identity primary key,
  key text not null unique,
  name text not null,
  text text not null,
  kind text not null check (kind in ('scale_5', 'scale_3', 'options')),
  options jsonb not null,
  unit text not null,
  lower_is_better boolean not null,
  created_in bigint not null,
  changed_in bigint not null
);

-- One run of a survey. Days are those on which it could be answered, both included.
create table survey_waves (
  id bigint generated always as identity primary key,
  name text not null,
  opened date not null,
  closed date not null,
  mode text not null check (mode in ('confidential', 'anonymous')),
  key_until date,
  created_in bigint not null,
  changed_in bigint not null,
  check (closed >= opened),
  check ((mode = 'anonymous') = (key_until is not null))
);
create unique index survey_waves_name on survey_waves (lower(name));

-- What makes pseudonyms of people, sealed with the key of the installation. Without its row nobody can be told any more.
create table survey_keys (
  wave_id bigint primary key references survey_waves on delete cascade,
  sealed text not null
);

-- The place of the option that was chosen; null: the question does not apply. Whoever did not answer has no row.
create table survey_answers (
  wave_id bigint not null,
  item_id bigint not null,
  pseudonym text not null,
  option int,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (wave_id, item_id, pseudonym)
);

-- Their key is no pseudonym of answers, and says nothing of an order.
create table survey_comments (
  wave_id bigint not null,
  comment_key text not null,
  item_id bigint,
  text text not null,
  created_in bigint not null,
  changed_in bigint not null,
  primary key (wave_id, comment_key)
);

-- Which imports brought answers of a run: those of one whose key is destroyed cannot be taken back.
create table survey_imports (
  import_id bigint not null,
  wave_id bigint not null references survey_waves on delete cascade,
  primary key (import_id, wave_id)
);

-- No policy: whoever is not the owner sees no row, whatever was granted.
alter table survey_keys enable row level security;
alter table survey_answers enable row level security;
alter table survey_comments enable row level security;
