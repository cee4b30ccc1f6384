-- The working hours that pull requests took, beside those by the clock, and how the durations and sizes of a week spread.

alter table user_weeks
  add cycle_work_ln bigint,
  add pickup_work_ln bigint,
  add review_work_ln bigint;

-- One row a person and week in which anything took time or had a size, apart from user_weeks, so that sums over many people read
-- no more than they need. A byte is one value: the number of its bucket, each of which reaches 1.1 times as far as the one before;
-- that of number 128 begins at 1. Weeks are put together by putting their bytes together.
-- There is no foreign key, as on other rows that are written by the hundred thousand from rows that have one.
create table user_week_buckets (
  user_id bigint not null,
  week date not null,
  cycle bytea,
  cycle_work bytea,
  pickup bytea,
  pickup_work bytea,
  review bytea,
  review_work bytea,
  lead bytea,
  size bytea,
  ci_wait bytea,
  env_ready bytea,
  primary key (user_id, week)
);

insert into dirty_weeks (user_id, week) select w.user_id, w.week from user_weeks w on conflict do nothing;
