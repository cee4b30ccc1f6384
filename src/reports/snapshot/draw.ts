import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import { type Db, many } from '../../store/db.ts'
import * as items from '../../store/survey-items.ts'
import * as waves from '../../store/survey-waves.ts'
import * as teams from '../../store/teams.ts'
import { type AnswersOf, answersOf } from '../../surveys/answers-of.ts'
import { openKey, type SecretKey } from '../../surveys/wave-keys.ts'

/** A run of a survey with the teams of its first day and who answered what. */
export interface Drawn {
  wave: waves.WaveRow
  tree: teams.TeamRow[]
  /** The team of each person who was there. */
  teamOf: Map<number, number>
  /** People in each team and below it. */
  contributors: Map<number, number>
  items: items.ItemRow[]
  /** By the id of an item. */
  answers: Map<number, AnswersOf>
}

/** What was answered in a run. Throws `conflict` once its key is destroyed: nobody can tell then who is in which team. */
export async function drawSnapshot(
  db: Db,
  wave: waves.WaveRow,
  secretKey: SecretKey,
): Promise<Drawn> {
  const key = await openKey(db, wave.id, secretKey)
  if (key === undefined)
    throw new AppError(
      'conflict',
      `${wave.name} is anonymous: its key is destroyed, so teams cannot be told apart in it. surveys.info tells the scores of everybody.`,
    )
  const asked = new Set(
    (await waves.answered(db)).flatMap(({ wave_id, item_id }) =>
      wave_id === wave.id ? item_id : [],
    ),
  )
  const answered = (await items.list(db)).filter(({ id }) => asked.has(id))
  const users = await many<{ id: number }>(db, sql`select u.id from users u order by u.id`)
  const tree = await teams.list(db, wave.opened)
  const teamOf = await teamsOn(db, wave.opened)
  const [ids, item_ids] = [users.map(({ id }) => id), answered.map(({ id }) => id)]
  return {
    wave,
    tree,
    teamOf,
    contributors: contributorsOf(tree, teamOf),
    items: answered.toSorted((a, b) => a.id - b.id),
    answers: await answersOf(db, { id: wave.id, key }, item_ids, ids),
  }
}

/** The team of everybody who was employed on a day. */
async function teamsOn(db: Db, day: string): Promise<Map<number, number>> {
  const rows = await many(
    db,
    sql<{ user_id: number; team_id: number }>`
      select m.user_id, m.team_id
      from team_members m
      join users u on u.id = m.user_id
      where m.valid_from <= ${day}::date and m.valid_to > ${day}::date
        and coalesce(u.end_date > ${day}::date, true) and coalesce(u.deleted_at >= ${day}::date, true)
    `,
  )
  return new Map(rows.map(({ user_id, team_id }) => [user_id, team_id]))
}

function contributorsOf(tree: readonly teams.TeamRow[], teamOf: ReadonlyMap<number, number>) {
  const byId = new Map(tree.map((team) => [team.id, team]))
  const contributors = new Map<number, number>()
  for (const team of teamOf.values())
    for (const id of byId.get(team)?.ancestors ?? [])
      contributors.set(id, (contributors.get(id) ?? 0) + 1)
  return contributors
}
