-- How often people use a tool, as a value of an attribute that is computed anew whenever its facts change.

-- The tools of which levels are kept, with what they were computed by last.
create table usage_tools (
  id bigint generated always as identity primary key,
  tool text not null,
  usage_attribute_id bigint not null references attributes,
  adopted_attribute_id bigint not null references attributes,
  -- The day up to which levels stand; null: they are to be computed anew from the first day on.
  last_day date,
  thresholds jsonb not null default '{}'
);
create unique index usage_tools_tool on usage_tools (lower(tool));

-- The facts by which the levels were computed last, a row a person with an account and ISO week, a bit a day from Monday on.
-- What differs from the facts of now tells from which day on a level is to be computed anew, whatever it was that changed
-- them: an undo and a new link leave no trace on the days of use themselves.
create table usage_weeks (
  user_id bigint not null,
  tool_id bigint not null references usage_tools,
  week date not null,
  -- Employed, and a source of an account of theirs speaks of the day.
  known smallint not null,
  active smallint not null,
  -- Employed with an account that is open; with one that is suspended; with none yet.
  account smallint not null,
  suspended smallint not null,
  without smallint not null,
  primary key (user_id, tool_id, week)
);

-- What an attribute means, where that does not go without saying.
alter table attributes add description text;

-- The day for which the documents were last made as a whole: a value may begin or end on a day on which nobody writes it.
alter table document_version add day date;
