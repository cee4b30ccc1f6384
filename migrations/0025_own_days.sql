-- Days on which a person began, opened or readied a pull request that are known beside the tool's, and on how many of them the tool was
-- used; null: pull requests are not known, or the week was closed before these days were counted. They take the place of all days of
-- coding: of these a day with the tool is always seen, one without it only where it left a trace in a pull request, so that whoever
-- merged more seemed to use the tool less.
alter table user_tool_weeks
  add own_days smallint,
  add own_shared_days smallint,
  drop coding_days,
  drop shared_days;

insert into dirty_weeks (user_id, week) select distinct t.user_id, t.week from user_tool_weeks t on conflict do nothing;
