import { sql } from 'kysely'

/** Properties that one user may give another who has none. */
const FILLED = [
  'time_zone',
  'gitlab_username',
  'coder_username',
  'sso_email',
  'ai_light_adoption_date',
  'ai_moderate_adoption_date',
  'ai_heavy_adoption_date',
  'writes_code',
] as const

/**
 * The row `t` of users, as a list of columns to set, once it is one person with the user `from_id`: what it has stays, what it
 * has not comes from the other. All addresses are its own then. It was employed from the first day to the last of either, and
 * is still if one of the two is; it is deactivated if both are.
 */
export function properties(from_id: number) {
  const of = (value: ReturnType<typeof sql>) =>
    sql`(select ${value} from users f where f.id = ${from_id})`
  return sql.join([
    sql`aliases = t.aliases || ${of(NEW_ADDRESSES)}`,
    ...FILLED.map((name) => {
      const column = sql.ref(name)
      return sql`${column} = coalesce(t.${column}, ${of(sql`f.${column}`)})`
    }),
    sql`github_username = coalesce(t.github_username, ${of(sql`f.github_username`)})`,
    sql`additional_github_username = ${of(ADDITIONAL_GITHUB)}`,
    sql`start_date = least(t.start_date, ${of(sql`f.start_date`)})`,
    sql`end_date = ${of(LAST_DAY)}`,
    sql`protected = t.protected or ${of(sql`f.protected`)}`,
    sql`exclude_from_snapshots = t.exclude_from_snapshots or ${of(sql`f.exclude_from_snapshots`)}`,
    sql`deleted_at = ${of(sql`case when t.deleted_at is not null then f.deleted_at end`)}`,
  ])
}

const NEW_ADDRESSES = sql`array(
  select a.address
  from unnest(f.email || f.aliases) with ordinality a(address, place)
  where lower(a.address) <> lower(t.email)
    and lower(a.address) not in (select lower(own) from unnest(t.aliases) own)
  order by a.place
)`

const ADDITIONAL_GITHUB = sql`coalesce(
  t.additional_github_username,
  case when t.github_username is not null then f.github_username end,
  f.additional_github_username
)`

/** Without a first and a last day nothing is known of an employment; a first day without a last one is still employed. */
const LAST_DAY = sql`case
  when f.start_date is null and f.end_date is null then t.end_date
  when t.start_date is null and t.end_date is null then f.end_date
  when t.end_date is not null and f.end_date is not null then greatest(t.end_date, f.end_date)
end`
