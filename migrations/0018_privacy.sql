-- What was shown, of whom, to whom: so that nobody follows by subtraction, and everybody can see who looked at them.

-- Groups of whom a number was shown: a bit a user id, from the lowest bit of the first byte on.
create table released_groups (
  hash text primary key,
  people int not null,
  -- The sum of the ids, by which most groups are told apart that are of about one size.
  total bigint not null,
  members bytea not null
);

-- A number that was shown: of which metric and days, about which group. It goes with the facts that it was made of.
create table releases (
  metric text not null,
  from_day date not null,
  to_day date not null,
  group_hash text not null references released_groups,
  day date not null,
  created_in bigint not null,
  primary key (metric, group_hash, from_day, to_day)
);

-- The answer to a question as it was last given anew: what is told again while so few have come or gone that they would follow.
create table released_answers (
  question text primary key,
  from_day date not null,
  to_day date not null,
  day date not null,
  answer jsonb not null
);

-- Who looked at what is known of one person, once an actor, method and minute.
create table user_views (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  at timestamptz not null,
  -- As the audit log names whoever acts.
  viewer text not null,
  method text not null,
  reason text
);
create index user_views_user on user_views (user_id, id);
