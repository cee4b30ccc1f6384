const LOWEST_SENIOR = 4
const MIDDLE = 3

/**
 * The level band within which people are compared: L1–2, L3, L4–5, by the number in the level ("L4", "IC 4", "4"). A
 * level without number is a band of its own; an unknown one is the band "unknown".
 */
export function levelBand(level: string | null): string {
  if (level === null) return 'unknown'
  const number = /\d+/.exec(level)?.[0]
  if (number === undefined) return level.trim().toLowerCase()
  if (Number(number) >= LOWEST_SENIOR) return 'L4–5'
  return Number(number) === MIDDLE ? 'L3' : 'L1–2'
}
