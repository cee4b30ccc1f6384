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

-- The JSON of one user as DX's users.list has it: the documented fields in the documented order. Attribute values
-- are those that hold on the day given.
create function user_json(of_user users, today date, with_privileged boolean) returns text
language sql stable as $$
  select '{"id":' || to_json(rtrim(encode(convert_to(of_user.id::text, 'UTF8'), 'base64'), '='))
    || ',"name":' || to_json(of_user.name)
    || ',"email":' || to_json(of_user.email)
    || ',"github_username":' || coalesce(to_json(of_user.github_username)::text, 'null')
    || ',"gitlab_username":' || coalesce(to_json(of_user.gitlab_username)::text, 'null')
    || ',"additional_github_username":' || coalesce(to_json(of_user.additional_github_username)::text, 'null')
    || ',"attributes":[' || coalesce((
      select string_agg(
        '{"name":' || to_json(a.name) || ',"value":' || to_json(ua.value) || '}', ','
        order by a.position, a.id, o.position, ua.value collate "C"
      )
      from user_attributes ua
      join attributes a on a.id = ua.attribute_id
      left join attribute_options o on o.attribute_id = a.id and o.value = ua.value
      where ua.user_id = of_user.id
        and ua.valid_from <= today and ua.valid_to > today
        and not a.hidden
        and (with_privileged or not a.privileged)
    ), '') || ']'
    || ',"deleted_at":' || coalesce(
      to_json(to_char(of_user.deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text, 'null')
    || ',"roles":[' || coalesce((
      select string_agg(
        '{"name":' || to_json(r.name) || ',"description":' || to_json(r.description) || '}', ','
        order by r.name collate "C"
      )
      from user_roles ur
      join roles r on r.id = ur.role_id
      where ur.user_id = of_user.id
    ), '') || ']}'
$$;

-- Whether DX would list the user: a role, a non-default property (a custom value is one), a team led or belonged to,
-- a group, or an entity owned.
create function user_listed(of_user users, today date) returns boolean
language sql stable as $$
  select of_user.start_date is not null
    or of_user.github_username is not null
    or of_user.additional_github_username is not null
    or of_user.gitlab_username is not null
    or of_user.ai_light_adoption_date is not null
    or of_user.ai_moderate_adoption_date is not null
    or of_user.ai_heavy_adoption_date is not null
    or of_user.exclude_from_snapshots
    or of_user.protected
    or exists (
      select from user_attributes ua
      where ua.user_id = of_user.id and ua.valid_from <= today and ua.valid_to > today
    )
    or exists (select from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = of_user.id and r.name <> 'Contributor')
    or exists (
      select from team_members tm
      where tm.user_id = of_user.id and tm.valid_from <= today and tm.valid_to > today
    )
    or exists (select from teams t where t.lead_id = of_user.id and t.deleted_at is null)
    or exists (select from group_members gm where gm.user_id = of_user.id)
    or exists (select from groups g where g.owner_id = of_user.id)
    or exists (select from entity_owners eo where eo.user_id = of_user.id)
$$;
