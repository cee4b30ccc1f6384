/** By which name it is kept who stood behind a shown number of an item in a run of a survey. */
export function releaseOf(item_key: string, wave_id: number): string {
  return `${item_key} survey:${wave_id}`
}
