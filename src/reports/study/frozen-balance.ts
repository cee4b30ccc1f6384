import type { Study, StudyBalance } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as settings from '../../store/settings.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import { balanceOf } from './balance.ts'
import { frozenPopulation } from './population.ts'
import { placedOf } from './teams.ts'

/** How even the arms of a study are, by its people as they were when it was fixed; null: it has not started. */
export async function studyBalance(
  db: Db,
  { id, arms, frozen_on }: Pick<Study, 'id' | 'arms' | 'frozen_on'>,
): Promise<StudyBalance | null> {
  if (frozen_on === null) return null
  const { minimum_group: minimum } = await settings.read(db)
  const drawn = new Map(
    (await studiesMembers.teams(db, id)).map(({ team_id, arm }) => [team_id, arm]),
  )
  const placed = placedOf(await frozenPopulation(db, id, frozen_on))
  return balanceOf(placed, drawn, { names: arms, without_team: 0, minimum })
}
