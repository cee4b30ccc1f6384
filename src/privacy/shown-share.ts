const TWENTIETHS = 20

/** What is added before cutting, lest a share such as .15 falls short of itself in binary. */
const ROUNDING = 1e-9

/** A share of people as it may be shown: cut to a multiple of 5 %, so that it does not count the few who are left over. */
export function shownShare(share: number): number {
  return Math.floor(share * TWENTIETHS + ROUNDING) / TWENTIETHS
}
