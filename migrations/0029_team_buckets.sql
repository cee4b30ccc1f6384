-- How the recoveries of a week spread, as user_week_buckets has it of what people do: a byte each, the number of its bucket, in
-- ascending order; null: none. Beside the sums, since a team has one row a week.
alter table team_weeks add recovery bytea;

insert into dirty_team_weeks (team_id, week) select w.team_id, w.week from team_weeks w on conflict do nothing;
