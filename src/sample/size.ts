import type { Random } from '../stats/random.ts'

/** Lines and files that a pull request changes: at least one line and one file, log-normal, with a long tail. */
export function drawSize(random: Random) {
  const additions = 1 + Math.floor(Math.exp(random.normal(Math.log(45), 1.3)))
  const deletions = Math.floor(Math.exp(random.normal(Math.log(15), 1.4)))
  return { additions, deletions, changed_files: 1 + random.poisson((additions + deletions) ** 0.4) }
}
