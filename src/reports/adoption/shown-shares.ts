/** So many of a group of people. */
export interface Part {
  count: number
  of: number
}

/**
 * Of which parts of a whole the share may be shown when that of the whole is shown too: where both those who count and those who
 * do not are the minimum at least, and where neither of the two is left over, of all parts that are not shown, as so few that
 * it would tell of them; else the next-smallest part is hidden as well, until nothing follows by subtraction. `open` says which
 * parts may be spoken of at all.
 */
export function shownShares(
  parts: readonly Part[],
  { whole, open, minimum }: { whole: Part; open: readonly boolean[]; minimum: number },
): boolean[] {
  const shown = parts.map((part, place) => open[place] === true && bothEnough(part, minimum))
  const ascending = [...parts.keys()].sort((a, b) => partAt(parts, a).of - partAt(parts, b).of)
  for (const place of ascending) {
    const left = parts.reduce((rest, part, i) => (shown[i] ? without(rest, part) : rest), whole)
    if (!tells(left, minimum)) break
    shown[place] = false
  }
  return shown
}

/** Whether so many count and so many do not that the share is about no fewer people than the minimum. */
export function bothEnough({ count, of }: Part, minimum: number): boolean {
  return count >= minimum && of - count >= minimum
}

/** Whether what is left over is somebody, and fewer than the minimum. */
function tells({ count, of }: Part, minimum: number): boolean {
  return [count, of - count].some((people) => people > 0 && people < minimum)
}

function without(whole: Part, part: Part): Part {
  return { count: whole.count - part.count, of: whole.of - part.of }
}

function partAt(parts: readonly Part[], place: number): Part {
  return parts[place] as Part
}
