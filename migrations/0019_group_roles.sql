-- Roles that groups of an identity provider give, and what a source that lists all it has no longer tells.

-- The entry of the audit log under which a group gave the role, which is for the groups to take away again; null: somebody or
-- something else gave it.
alter table user_roles add granted_in bigint;

-- What the provider told at the last sign-in: the groups, in lower case, and whether the group of the administrators is one.
alter table oidc_subjects add groups text[] not null default '{}';
alter table oidc_subjects add administrator boolean not null default false;

update user_roles ur set granted_in = o.admin_entry
from oidc_subjects o
where o.user_id = ur.user_id and o.admin_entry = ur.created_in;

update oidc_subjects o set administrator = true
where exists (select from user_roles ur where ur.user_id = o.user_id and ur.granted_in = o.admin_entry);

alter table oidc_subjects drop column admin_entry;

-- Rows that a source has told since its listing began, whoever wrote them. What it gave and has not told ends with the listing.
-- The row 0 says that something of this table could not be used, so that nothing follows from what was not told.
create table source_told (
  source_id bigint not null references sources,
  table_name text not null check (table_name in ('user_attributes', 'group_members', 'teams', 'team_members')),
  row_id bigint not null,
  primary key (source_id, table_name, row_id)
);

-- Days on which people left that a source concluded from their deactivation there.
create table source_end_dates (
  user_id bigint primary key references users on delete cascade,
  source text not null,
  end_date date not null
);
