/** A duration in seconds as people say it: "48 s", "2 min 5 s", "1 h 3 min". */
export function secondsText(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return joined([Math.floor(whole / 60), 'min'], [whole % 60, 's'])
  const minutes = Math.round(whole / 60)
  return joined([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
}

function joined(...parts: [amount: number, unit: string][]): string {
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ')
}
