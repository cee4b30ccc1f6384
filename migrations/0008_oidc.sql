-- Who signs in through an identity provider: known by the provider's own name for the person (`sub`), which stays when an
-- address changes. A person has one such name at a provider: the newest.

create table oidc_subjects (
  issuer text not null,
  user_id bigint not null references users on delete cascade,
  subject text not null,
  linked_at timestamptz not null default now(),
  -- The entry of the audit log that made the person an administrator for being in the provider's group. The role is the
  -- provider's to take away while the row of user_roles carries this entry.
  admin_entry bigint,
  primary key (issuer, user_id),
  unique (issuer, subject)
);
create index oidc_subjects_user on oidc_subjects (user_id);
