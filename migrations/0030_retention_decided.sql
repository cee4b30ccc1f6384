-- Facts about people are kept for 25 months unless somebody sets another number. Whoever ran Facet before never agreed to
-- that: there they stay for ever, until it is decided. Nobody decided this row, hence no entry of the audit log.
insert into settings (key, value, changed_in)
select 'retention_months', 'null', 0
where exists (select from users) or exists (select from imports) or exists (select from sources)
on conflict (key) do nothing;

-- The first day whose work was done: a retention that nobody has set closes nothing in the 30 days after it.
alter table retention add begun_on date;
