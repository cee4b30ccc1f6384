const DAY = 24 * 60 * 60 * 1000

/**
 * The instant at which a day begins in an IANA zone, in RFC 3339 with the offset that holds there, always `T00:00:00`. Where
 * clocks leave midnight out it is said by the offset before, where they show it twice it is the first.
 */
export function startOfDay(zone: string, day: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const before = offsetAt(zone, midnight - DAY)
  const after = offsetAt(zone, midnight + DAY)
  const holds = (offset: number) => offsetAt(zone, midnight - offset * 60_000) === offset
  const offset = !holds(before) && holds(after) ? after : before
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  const size = Math.abs(offset)
  return `${day}T00:00:00${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
}

/** Minutes east of UTC. */
function offsetAt(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? []
  return (sign === '-' ? -1 : 1) * (60 * Number(hours ?? 0) + Number(minutes ?? 0))
}
