import { useElementSize } from '@mantine/hooks'
import { type PlotOptions, plot } from '@observablehq/plot'
import { useEffect, useRef } from 'react'

interface Props<T> {
  /** Makes the chart of the data at a width in pixels. */
  chart: (data: T, width: number) => PlotOptions
  data: T
  /** What the chart shows, for those who do not see it; the numbers belong in a table beside it. */
  label: string
}

/** Draws a chart as wide as there is room. */
export function Chart<T>({ chart, data, label }: Props<T>) {
  const { ref, width } = useElementSize()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (width === 0) return
    const drawn = plot({ ...chart(data, width), width })
    drawn.setAttribute('aria-hidden', 'true')
    place.current?.replaceChildren(drawn)
  }, [chart, data, width])
  return (
    <div ref={ref} className="chart" role="img" aria-label={label}>
      <div ref={place} />
    </div>
  )
}
