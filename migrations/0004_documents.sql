-- The ready answer of users.list: one JSON text a user, made in the transaction that changes the user, and the
-- number of listed users in each bucket of 64 ids, by which a page is found without counting those before it.

create table user_documents (
  user_id bigint primary key references users,
  listed boolean not null,
  -- What any token sees, and the same with privileged attributes where there are some.
  public text not null,
  privileged text
);

create table user_buckets (
  bucket bigint primary key,
  users int not null
);

create table document_version (
  singleton boolean primary key default true check (singleton),
  version bigint not null,
  listed bigint not null
);
insert into document_version (version, listed) values (0, 0);
