-- What user_weeks and user_week_buckets hold, put together by four weeks that begin with the first Monday of the
-- year 1: sums of long spans read a quarter of the rows. What the sums of a week are weighed with or chosen by is in the key: the part of
-- full time, 100 where nothing is said of it, and whether reviews are known. `week` is the Monday of the first week.
-- There is no foreign key, as on other rows that are written by the hundred thousand from rows that have one.
create table user_periods (
  user_id bigint not null,
  week date not null,
  fte smallint not null,
  reviewed boolean not null,
  code_days int,
  review_days int,
  calendar_days int,
  coding_days int,
  focus_minutes int,
  open_days int,
  prs_merged int,
  prs_cycled int,
  prs_sized int,
  prs_large int,
  prs_picked_up int,
  prs_reviewed int,
  prs_unreviewed int,
  prs_reverted int,
  prs_agent int,
  prs_assisted int,
  prs_authored int,
  prs_deployed int,
  prs_opened int,
  prs_stuck int,
  cycle_ln bigint,
  cycle_work_ln bigint,
  pickup_ln bigint,
  pickup_work_ln bigint,
  review_ln bigint,
  review_work_ln bigint,
  size_ln bigint,
  lead_ln bigint,
  reviews_given int,
  ci_pushes int,
  ci_wait_ln bigint,
  ci_first int,
  ci_passed int,
  ci_runs int,
  ci_flaky int,
  env_starts int,
  env_failed int,
  env_timed int,
  env_ready_ln bigint,
  primary key (user_id, week, fte, reviewed)
);

create table user_period_buckets (
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

insert into user_periods (user_id, week, fte, reviewed,
  code_days, review_days, calendar_days, coding_days, focus_minutes, open_days,
  prs_merged, prs_cycled, prs_sized, prs_large, prs_picked_up, prs_reviewed,
  prs_unreviewed, prs_reverted, prs_agent, prs_assisted, prs_authored, prs_deployed,
  prs_opened, prs_stuck, cycle_ln, cycle_work_ln, pickup_ln, pickup_work_ln,
  review_ln, review_work_ln, size_ln, lead_ln, reviews_given, ci_pushes,
  ci_wait_ln, ci_first, ci_passed, ci_runs, ci_flaky, env_starts,
  env_failed, env_timed, env_ready_ln
)
select w.user_id, date '0001-01-01' + (w.week - date '0001-01-01') / 28 * 28, coalesce(w.fte, 100), coalesce(w.review_days > 0, false),
  sum(w.code_days), sum(w.review_days), sum(w.calendar_days), sum(w.coding_days), sum(w.focus_minutes),
  sum(w.open_days), sum(w.prs_merged), sum(w.prs_cycled), sum(w.prs_sized), sum(w.prs_large),
  sum(w.prs_picked_up), sum(w.prs_reviewed), sum(w.prs_unreviewed), sum(w.prs_reverted), sum(w.prs_agent),
  sum(w.prs_assisted), sum(w.prs_authored), sum(w.prs_deployed), sum(w.prs_opened), sum(w.prs_stuck),
  sum(w.cycle_ln), sum(w.cycle_work_ln), sum(w.pickup_ln), sum(w.pickup_work_ln), sum(w.review_ln),
  sum(w.review_work_ln), sum(w.size_ln), sum(w.lead_ln), sum(w.reviews_given), sum(w.ci_pushes),
  sum(w.ci_wait_ln), sum(w.ci_first), sum(w.ci_passed), sum(w.ci_runs), sum(w.ci_flaky),
  sum(w.env_starts), sum(w.env_failed), sum(w.env_timed), sum(w.env_ready_ln)
from user_weeks w
group by 1, 2, 3, 4;

insert into user_period_buckets (user_id, week,
  cycle, cycle_work, pickup, pickup_work, review, review_work, lead, size, ci_wait, env_ready
)
select w.user_id, date '0001-01-01' + (w.week - date '0001-01-01') / 28 * 28,
  string_agg(w.cycle, ''::bytea order by w.week), string_agg(w.cycle_work, ''::bytea order by w.week),
  string_agg(w.pickup, ''::bytea order by w.week), string_agg(w.pickup_work, ''::bytea order by w.week),
  string_agg(w.review, ''::bytea order by w.week), string_agg(w.review_work, ''::bytea order by w.week),
  string_agg(w.lead, ''::bytea order by w.week), string_agg(w.size, ''::bytea order by w.week),
  string_agg(w.ci_wait, ''::bytea order by w.week), string_agg(w.env_ready, ''::bytea order by w.week)
from user_week_buckets w
group by 1, 2;
