-- What another system has taken over from here: of each value only a hash, by which a push can tell what has changed
-- since, here or there, and which value was there because of us.

create table pushed_values (
  user_id bigint not null references users on delete cascade,
  attribute_id bigint not null references attributes on delete cascade,
  source text not null,
  hash text not null,
  pushed_in bigint not null,
  primary key (user_id, attribute_id, source)
);
