import { counted } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import { broughtTooOld } from '../../store/retention-outlook.ts'

/** Says of an import which of its facts are older than facts are kept: what counts in no week, and what goes and when. */
export async function tooOldNotes(
  tx: Db,
  { kind, ...by }: { kind: string; entry: number; today: string },
): Promise<string[]> {
  const { facts, months, kept_from, next_on, next_from } = await broughtTooOld(tx, {
    kinds: [kind],
    ...by,
  })
  const uncounted = facts.reduce((sum, table) => sum + table.uncounted, 0)
  const others = facts.reduce((sum, { rows }) => sum + rows, 0) - uncounted
  const notes: string[] = []
  if (uncounted > 0)
    notes.push(
      `${counted(uncounted, 'fact')} from before ${kept_from}, where weeks are closed: no week counts them, and the next day's work takes them away.`,
    )
  if (others > 0)
    notes.push(
      `${counted(others, 'fact')} from before ${next_from}, and facts are kept for ${months} months: their weeks are counted and stay, they themselves go from ${next_on} on. To keep them: facet settings.update --retention_months ""`,
    )
  return notes
}
