-- How old facts are: of those that were written up to an entry of the audit log, the oldest is of this day, or none speaks of
-- any; so the day's work, and whoever asks what goes next, read only what was written since.
alter table retention
  add oldest date not null default 'infinity',
  add looked_in bigint not null default 0;

-- As the other tables of facts have it.
create index events_changed on events (changed_in);
create index custom_facts_changed on custom_facts (changed_in);
