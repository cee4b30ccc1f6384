-- Of the pull requests that were opened in a week, those that were neither merged nor closed 14 days later.
alter table user_weeks add prs_stuck integer;

insert into dirty_weeks (user_id, week) select w.user_id, w.week from user_weeks w on conflict do nothing;
