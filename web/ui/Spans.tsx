import { Fragment } from 'react'
import { dayText } from '../../src/model/index.ts'

/** Something that held from a day to another; null: since before, or still. */
export interface Span {
  row: string
  value: string
  from: string | null
  to: string | null
}

/** What held when, a line a row, drawn to scale up to `today`. What is over is grey, what has no first day is dashed. */
export function Spans({ spans, today }: { spans: Span[]; today: string }) {
  const scale = scaleOf(spans, today)
  const rows = Map.groupBy(spans, ({ row }) => row)
  return (
    <div className="spans" aria-hidden="true">
      {[...rows].map(([row, parts]) => (
        <Fragment key={row}>
          <div>{row}</div>
          <div className="spans-track">
            {parts.map(({ value, from, to }) => {
              const [left, right] = [scale(from), to === null ? 100 : scale(to)]
              return (
                <div
                  key={`${value} ${from}`}
                  className="spans-part"
                  data-past={to === null ? undefined : true}
                  data-undated={from === null ? true : undefined}
                  style={{ left: `${left}%`, width: `${Math.max(right - left, 1)}%` }}
                  title={`${value}: ${from === null ? 'undated' : dayText(from)} to ${to === null ? 'today' : dayText(to)}`}
                >
                  {value}
                </div>
              )
            })}
          </div>
        </Fragment>
      ))}
    </div>
  )
}

/** Room at the left for what has no first day, in per cent. */
const BEFORE = 12

/** Per cent of the width at which a day lies; null is before all days that are known. */
function scaleOf(spans: Span[], today: string): (day: string | null) => number {
  const days = spans.flatMap(({ from, to }) => [from, to].filter((day) => day !== null))
  const start = days.reduce((first, day) => (day < first ? day : first), today)
  const [first, last] = [Date.parse(start), Date.parse(today)]
  const room = 100 - BEFORE
  return (day) => {
    if (day === null) return 0
    return last > first ? BEFORE + (room * (Date.parse(day) - first)) / (last - first) : BEFORE
  }
}
