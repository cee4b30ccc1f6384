-- People who were erased: of what they were known by only hashes, so that nothing brings them back unasked.

-- What the hashes are made with. It is kept beside them, and not outside, because a tombstone must hold wherever the rows go:
-- after a backup is restored elsewhere, and whatever becomes of the settings of a server.
create table tombstone_key (
  singleton boolean primary key default true check (singleton),
  key bytea not null
);
insert into tombstone_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- HMAC-SHA-256 of an address, a username at a source, or what a source or a provider calls a person by itself.
create table tombstones (
  hash text primary key,
  erased_in bigint not null
);

-- The first day of which facts about people are kept; weeks before it keep their sums, and are not counted anew.
create table retention (
  singleton boolean primary key default true check (singleton),
  kept_from date
);
insert into retention (kept_from) values (null);
