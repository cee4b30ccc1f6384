import { type RawBuilder, sql } from 'kysely'

/** Which people are asked for. */
export interface Asked {
  /** Teams, those below them named too; null: everybody. */
  teams: number[] | null
  /** Of each attribute one of the values. */
  filters: readonly { attribute_id: number; values: string[] }[]
}

/** Whether user `u` is asked for: in one of the teams and with the values of every filter, on a day. */
export function asked({ teams, filters }: Asked, day: RawBuilder<unknown>): RawBuilder<boolean> {
  const inTeams = sql`
    exists (
      select from team_members tm
      where tm.user_id = u.id and tm.team_id = any (${teams}::bigint[])
        and tm.valid_from <= ${day} and tm.valid_to > ${day}
    )
  `
  const hasValues = filters.map(
    ({ attribute_id, values }) => sql`
      exists (
        select from user_attributes ua
        where ua.user_id = u.id and ua.attribute_id = ${attribute_id} and ua.value = any (${values}::text[])
          and ua.valid_from <= ${day} and ua.valid_to > ${day}
      )
    `,
  )
  return sql`${sql.join([...(teams === null ? [] : [inTeams]), ...hasValues, sql`true`], sql` and `)}`
}
