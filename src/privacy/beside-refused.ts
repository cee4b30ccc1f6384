/**
 * Which parts of a whole stay shown when some were refused. A part that is alone in being hidden follows from the whole, so
 * the smallest of the others is hidden with it.
 */
export function besideRefused(
  sizes: readonly number[],
  shown: readonly boolean[],
  refused: readonly boolean[],
): boolean[] {
  const left = shown.map((it, place) => it && refused[place] !== true)
  const hidden = left.flatMap((it, place) => (it || (sizes[place] ?? 0) === 0 ? [] : [place]))
  if (!refused.includes(true) || hidden.length !== 1) return left
  const [smallest] = [...left.keys()]
    .filter((place) => left[place])
    .sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0))
  return left.map((it, place) => it && place !== smallest)
}
