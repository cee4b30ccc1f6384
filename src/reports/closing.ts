import type { ImpactReport } from '../model/index.ts'

/** A report's last word: the plain gap, why it misleads, and what can be said instead. */
export function closingSentence({ naive, sentence }: ImpactReport): string {
  const instead = sentence.charAt(0).toLowerCase() + sentence.slice(1)
  return `${naive.sentence} What can be said instead: ${instead}`
}
